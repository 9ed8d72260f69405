/*
title = "Changes between versions"
title_vi = "Thay đổi giữa các bản báo cáo"
grain = "one row per value that a version of a report has otherwise than the version before it"
caveats = "the version before is the one last accepted for the unit and year; a version without changes, and a first one, has no rows; no row at all means that no report came in a second version"
keys = ["submission_id", "change_no"]

[columns]
submission_id = { about = "The version, key into `quality.submissions`", not_null = true }
change_no = { about = "Number of the change within the version: the cover first, then table by table", not_null = true }
predecessor_id = { about = "The version before it, key into `quality.submissions`", not_null = true }
table_name = { about = "Table of `core`, or cover", not_null = true }
project_code = "Project code of the row as written; null for the cover and for rows without a code"
column_name = { about = "Column of the table, name of the cover fact, or extra: and the heading; running numbers are not compared", not_null = true }
change = { about = "changed, or added or removed for each value of a row that only one version has", not_null = true }
old_sheet = "Sheet of the value before; null where it was not told"
old_cell = "Cell of the value before, in A1 form"
old_value = "What it was read as before, or as it stood if it could not be read"
new_sheet = "Sheet of the value now; null where it is told no more"
new_cell = "Cell of the value now, in A1 form"
new_value = "What it is read as now, or as it stands if it cannot be read"
*/
select
    submission_id, change_no, predecessor_id, table_name, project_code, column_name, change,
    old_sheet, old_cell, old_value, new_sheet, new_cell, new_value
from staging.version_changes
order by submission_id, change_no
