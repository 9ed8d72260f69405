/*
title = "Quarantine"
title_vi = "Dòng chưa được tính"
grain = "one row per data row that is held back"
caveats = "no row means that nothing is held back"
keys = ["submission_id", "sheet", "row_no"]

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
sheet = { about = "Sheet", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
code = { about = "First rule that holds it back, key into `quality.rules`; the others are findings", not_null = true }
raw = { about = "What stands in the row, as JSON: column to text", not_null = true }
*/
with kept as (
    select row_id, json_group_object(column_name, raw) as raw
    from staging.cells
    group by row_id
)
select h.submission_id, h.sheet, h.row_no, h.code, coalesce(kept.raw, '{}') as raw
from staging.held_rows as h
join staging.rows as r using (submission_id, sheet, row_no)
left join kept using (row_id)
order by h.submission_id, h.sheet, h.row_no
