/*
title = "Source cells"
title_vi = "Ô nguồn"
grain = "one row per value of a data row, and per cover fact"
caveats = "rows held back and versions superseded included; a value given by a group row names the group row's cell"

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
table_name = { about = "Table of `core`, or cover", not_null = true }
sheet = { about = "Sheet", not_null = true }
row_no = { about = "Row the value belongs to", not_null = true }
column_name = { about = "Column of the table, name of the cover fact, serial for the running number, or extra: and the heading", not_null = true }
cell = { about = "Cell in A1 form", not_null = true }
raw = { about = "What stands there", not_null = true }
value = "What it was read as: whole đồng, number, ISO date, code or text; null if nothing readable"
*/
select
    r.submission_id, r.table_name, r.sheet, r.row_no, c.column_name, c.cell, c.raw, c.value
from staging.cells as c
join staging.rows as r using (row_id)
union all
select
    submission_id, 'cover', sheet, regexp_extract(cell, '[0-9]+')::bigint, name, cell, value, value
from staging.cover_facts
order by 1, 2, 3, 4, 5, 6
