/*
title = "Targets against results"
title_vi = "Mục tiêu và kết quả"
grain = "one row per phase and target"
keys = ["phase", "target"]
caveats = "the result is the figure of the same phase named in `figure`; null while that figure is not computed"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
target = { about = "Name of the target", not_null = true }
content_no = "Content it belongs to, key into `core.contents`; null for the budget"
label = { about = "What is to be reached", not_null = true }
figure = { about = "Figure it is measured by, key into `assessment.figures`", not_null = true }
target_value = { about = "What is to be reached", not_null = true }
unit = { about = "Unit of target and result", not_null = true }
result = "What was reached"
rate = { about = "Result in percent of the target; null where the target is nothing", unit = "percent" }
remaining = "What remains; 0 when the target is reached, null without a result"
*/
select
    t.phase, t.target, t.content_no, t.label, t.figure, t.target_value, t.unit,
    f.value as result,
    (100 * f.value / nullif(t.target_value, 0))::decimal(24, 6) as rate,
    case
        when f.value is not null then greatest(t.target_value - f.value, 0)
    end::decimal(24, 6) as remaining
from staging.targets as t
left join assessment.figures as f on f.phase = t.phase and f.figure = t.figure
order by t.phase, t.content_no nulls last, t.target
