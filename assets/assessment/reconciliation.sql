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
verdict = { about = "equal, equal after rounding to the printed precision, differs: explained, differs, not published or not computable", not_null = true }
reason_vi = "Why an explained difference is there, in Vietnamese; from `published/explained.csv`"

[checks.an_explained_difference_has_its_reason]
about = "A reason stands beside explained differences, and beside nothing else"
sql = """
select * from assessment.reconciliation
where (verdict = 'differs: explained') <> (reason_vi is not null)
"""
*/
select phase, figure, published, computed, unit, difference, verdict, reason_vi
from staging.reconciliation
order by phase, place
