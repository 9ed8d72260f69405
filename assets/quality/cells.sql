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
corrected_by = "Decision of an officer that says what is read instead of what stands there, key into `quality.decisions`"

[checks.corrections_are_shown]
about = "A correction that is applied to data rows is seen at their cells"
sql = """
select d.decision from quality.decisions as d
where d.kind = 'correction' and d.state = 'applied' and d.rows_touched > 0
    and d.decision not in (select corrected_by from quality.cells where corrected_by is not null)
"""
*/
with corrections as (
    select decision, submission_id, sheet, cell, stands
    from staging.decisions
    where kind = 'correction' and state = 'applied'
)
select
    r.submission_id, r.table_name, r.sheet, r.row_no, c.column_name, c.cell, c.raw, c.value,
    corrections.decision as corrected_by
from staging.cells as c
join staging.rows as r using (row_id)
left join corrections
    on corrections.submission_id = r.submission_id
    and corrections.sheet = r.sheet and corrections.cell = c.cell
union all
select
    f.submission_id, 'cover', f.sheet, regexp_extract(f.cell, '[0-9]+')::bigint, f.name, f.cell,
    coalesce(corrections.stands, f.value), f.value, corrections.decision
from staging.cover_facts as f
left join corrections
    on corrections.submission_id = f.submission_id
    and corrections.sheet = f.sheet and corrections.cell = f.cell
order by 1, 2, 3, 4, 5, 6
