/*
title = "Units through time"
title_vi = "Đơn vị hành chính theo thời gian"
grain = "one row per unit and period of validity"
keys = ["unit_code", "level", "valid_from"]
caveats = "a code may return with another name or type; ask with a date: valid_from <= day and day <= valid_to"

[columns]
unit_code = { about = "Code of the statistics office; TTKC for the provincial centre", not_null = true }
name_vi = { about = "Name", not_null = true }
type_vi = { about = "Kind of unit", not_null = true }
level = { about = "tinh, huyen, xa, xa_2025 (after the district level was abolished) or trung_tam (the centre)", not_null = true }
parent_code = "Unit it belongs to"
valid_from = "First day; null for a time before the records"
valid_to = "Last day; null while it is valid"
basis_from = "Decision that made it"
basis_to = "Decision that ended it"
predecessors = "Units it came from, code:name, separated by |"
successors = "Units it became, code:name, separated by |"
aliases = "Other spellings that are accepted, separated by |"
*/
select
    code as unit_code, name_vi, type as type_vi, level, parent_code,
    valid_from::date as valid_from, valid_to::date as valid_to,
    basis_from, basis_to, predecessors, successors, aliases
from reference.units
order by level, code, valid_from::date nulls first
