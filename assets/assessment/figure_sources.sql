/*
title = "Sources of the figures"
title_vi = "Nguồn của các chỉ tiêu"
grain = "one row per phase, figure and cell behind it"
keys = ["phase", "figure", "submission_id", "sheet", "row_no", "cell"]

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
figure = { about = "Figure, key into `assessment.figures`", not_null = true }
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
sheet = { about = "Sheet", not_null = true }
row_no = { about = "Row the value belongs to", not_null = true }
cell = { about = "Cell in A1 form", not_null = true }
contribution = "In the figure's unit; those of additive figures add up to the value, rows counted have 1; null for the base of a share"

[checks.additive_figures_add_up]
about = "The contributions of an amount or a sum add up to its value"
sql = """
select f.phase, f.figure, f.value, coalesce(sum(s.contribution), 0) as added
from assessment.figures as f
left join assessment.figure_sources as s using (phase, figure)
join staging.figures as told using (phase, figure)
where told.is_additive
group by f.phase, f.figure, f.value
having f.value <> coalesce(sum(s.contribution), 0)
"""

[checks.a_counted_figure_has_its_rows]
about = "No distinct count is higher than the rows behind it"
sql = """
select f.phase, f.figure, f.value, count(s.cell) as rows_behind
from assessment.figures as f
left join assessment.figure_sources as s using (phase, figure)
join staging.figures as told using (phase, figure)
where told.has_sources and not told.is_additive and f.unit <> 'percent'
group by f.phase, f.figure, f.value
having f.value > count(s.cell) or (f.value = 0 and count(s.cell) > 0)
"""
*/
select phase, figure, submission_id, sheet, row_no, cell, contribution
from staging.figure_sources
order by phase, figure, submission_id, sheet, row_no, cell
