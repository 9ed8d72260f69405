/*
title = "Targets of a phase against its results"
title_vi = "Mục tiêu và kết quả của một giai đoạn"
grain = "one row per target of the phase"
caveats = "only declared phases have targets"
example = "from sections.section_9_targets_of(2019, 2020)"

[parameters]
first_year = "First year"
last_year = "Last year"

[columns]
phase = "Phase, key into `core.phases`"
target = "Name of the target"
content_no = "Content it belongs to, key into `core.contents`; null for the budget"
label = "What is to be reached"
figure = "Figure it is measured by, key into `assessment.figures`"
target_value = "What is to be reached"
unit = "Unit of target and result"
result = "What was reached"
rate = { about = "Result in percent of the target; null where the target is nothing", unit = "percent" }
remaining = "What remains; 0 when the target is reached, null without a result"
*/
select
    t.phase, t.target, t.content_no, t.label, t.figure, t.target_value, t.unit, t.result, t.rate,
    t.remaining
from sections.section_9_targets as t
join core.phases as p using (phase)
where p.from_year = first_year and p.to_year = last_year
order by t.content_no nulls last, t.target
