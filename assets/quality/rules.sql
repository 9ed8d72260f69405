/*
title = "Rules"
title_vi = "Quy tắc kiểm tra"
grain = "one row per rule of the catalogue"
keys = ["code"]

[columns]
code = { about = "Stable code", not_null = true }
severity = { about = "error holds back, warning does not, notice informs", not_null = true }
title_vi = { about = "Title in Vietnamese", not_null = true }
title_en = { about = "Title in English", not_null = true }
legal_basis = "Legal basis, only where a row of the ceilings is marked verified"
reason_vi = { about = "Why the rule exists, in Vietnamese", not_null = true }
reason_en = { about = "The same in English", not_null = true }
mend_vi = { about = "What the clerk is to do, in Vietnamese", not_null = true }
mend_en = { about = "The same in English", not_null = true }
is_waivable = { about = "Whether an officer may accept a finding of it (assets/decisions); of the errors, those that are a matter of judgement", not_null = true }
*/
select
    code, severity, title_vi, title_en, legal_basis, reason_vi, reason_en, mend_vi, mend_en,
    is_waivable
from staging.rules
order by code
