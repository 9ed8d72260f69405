/*
title = "Phases of assessment"
title_vi = "Giai đoạn đánh giá"
grain = "one row per phase"
keys = ["phase"]

[columns]
phase = { about = "Name of the phase, FROM-TO", not_null = true }
from_year = { about = "First year", not_null = true }
to_year = { about = "Last year", not_null = true }
title_vi = { about = "Title in Vietnamese", not_null = true }
*/
select phase, from_year::bigint as from_year, to_year::bigint as to_year, title_vi
from reference.phases
order by phase
