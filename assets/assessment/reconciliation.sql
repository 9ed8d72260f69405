/*
title = "Reconciliation with what was published"
title_vi = "Đối chiếu với báo cáo đã công bố"
grain = "one row per phase and figure, published or computed"
keys = ["phase", "figure"]

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
figure = { about = "Name of the figure", not_null = true }
published = "Published value; null where none was published"
computed = "Recomputed value; null where it cannot be computed"
unit = { about = "Unit of both", not_null = true }
difference = "Recomputed less published"
verdict = { about = "equal, differs, not published or not computable", not_null = true }
*/
select phase, figure, published, computed, unit, difference, verdict
from staging.reconciliation
order by phase, place
