/*
title = "Figures of the assessment"
title_vi = "Chỉ tiêu đánh giá"
grain = "one row per phase and figure"
keys = ["phase", "figure"]
caveats = "amounts are in million VND, exact; a share is in percent and rounded only where it is printed; each figure is read from a section table at one slice"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
figure = { about = "Name of the figure", not_null = true }
label_vi = { about = "What it tells, in Vietnamese", not_null = true }
value = "Value in its unit; null for a share without a base"
unit = { about = "Unit of the value", not_null = true }

[checks.only_shares_have_no_value]
about = "Counts and amounts of nothing are 0, not absent"
sql = "select * from assessment.figures where value is null and unit <> 'percent'"
*/
select phase, figure, label_vi, value, unit
from staging.figures
order by phase, place
