/*
title = "Findings"
title_vi = "Góp ý đối với báo cáo"
grain = "one row per finding at a cell, a row, a sheet or a file"
caveats = "findings of superseded and rejected submissions are kept too; join `quality.submissions` for their status; a submission without a row here has nothing to be told of"

[columns]
submission_id = { about = "Submission, key into `quality.submissions`", not_null = true }
path = { about = "Its path relative to raw/", not_null = true }
code = { about = "Rule, key into `quality.rules`", not_null = true }
severity = { about = "error holds back, warning does not, notice informs", not_null = true }
sheet = "Sheet; null for a whole file"
cell = "Cell in A1 form; null for a sheet or a file"
value = "What stands there"
message_vi = { about = "What is wrong and what to do, in Vietnamese", not_null = true }
message_en = { about = "The same in English", not_null = true }
waived_by = "Decision of an officer that accepts it, key into `quality.decisions`; null while it is open"

[checks.rule_is_known]
about = "Every code is a rule of the catalogue"
sql = "select * from quality.findings where code not in (select code from quality.rules)"
*/
select submission_id, path, code, severity, sheet, cell, value, message_vi, message_en,
    waived_by
from staging.findings
order by path, sheet nulls first, row_no nulls first, cell, code
