/*
title = "The units of a day"
title_vi = "Đơn vị hành chính tại một ngày"
grain = "one row per unit that was valid on the day"
example = "from core.units_on(date '2024-12-31')"

[parameters]
on_day = "The day"

[columns]
unit_code = "Code of the statistics office, on that day"
name_vi = "Name on that day"
type_vi = "Kind of unit"
level = "As in `core.units`"
level_vi = "The level in Vietnamese"
is_reporting = "Whether it stood right below a province and so reported"
iso_code = "ISO 3166-2 code, of provinces alone"
parent_code = "Unit it belonged to"
parent_name_vi = "Name of that unit"
valid_from = "First day under this name"
valid_to = "Last day under this name"
*/
select
    u.unit_code, u.name_vi, u.type_vi, u.level, u.level_vi, u.is_reporting, u.iso_code,
    u.parent_code, parent.name_vi as parent_name_vi, u.valid_from, u.valid_to
from core.units as u
left join core.units as parent
    on parent.unit_code = u.parent_code
    and on_day::date between coalesce(parent.valid_from, date '0001-01-01')
        and coalesce(parent.valid_to, date '9999-12-31')
where on_day::date between coalesce(u.valid_from, date '0001-01-01')
    and coalesce(u.valid_to, date '9999-12-31')
order by u.level, u.unit_code
