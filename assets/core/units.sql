/*
title = "Units through time"
title_vi = "Đơn vị hành chính theo thời gian"
grain = "one row per unit and period of validity under one name"
keys = ["unit_code", "level", "valid_from"]
caveats = "only the units on the ground of the province that reports: where it was merged into a larger province, as on 2025-07-01, of that one only the part that was its own; a code stands in several rows and may return with another name, type or ground, so a join on unit_code alone doubles rows: join `core.units_by_year` on unit_code and year, or ask with a day, `core.units_on(day)`, where valid_from <= day and day <= valid_to and null is unbounded"

[columns]
unit_code = { about = "Code of the statistics office (GSO), the key to join maps with, valid in its days and reused (one code is a town, then a city); never join on it alone, but with the year by `core.units_by_year`; of the provincial centre an abbreviation", about_vi = "Mã đơn vị hành chính của Tổng cục Thống kê", not_null = true }
name_vi = { about = "Name with its kind", about_vi = "Tên đơn vị", not_null = true }
type_vi = { about = "Kind of unit", about_vi = "Loại đơn vị hành chính", not_null = true }
level = { about = "tinh, huyen, xa, xa_2025 (after the district level was abolished) or trung_tam (the centre)", about_vi = "Cấp", not_null = true }
level_vi = { about = "The level in Vietnamese", about_vi = "Tên cấp", not_null = true }
is_reporting = { about = "Whether it stands right below a province: those report, districts until they were abolished and communes since", about_vi = "Có lập báo cáo năm", not_null = true }
iso_code = { about = "ISO 3166-2 code, of provinces alone", about_vi = "Mã ISO 3166-2 của tỉnh" }
parent_code = { about = "Unit it belongs to", about_vi = "Đơn vị cấp trên trực tiếp" }
valid_from = { about = "First day; null for a time before the records", about_vi = "Ngày bắt đầu" }
valid_to = { about = "Last day; null while it is valid", about_vi = "Ngày kết thúc" }
basis_from = { about = "Decision that made it", about_vi = "Căn cứ thành lập" }
basis_to = { about = "Decision that ended it", about_vi = "Căn cứ chấm dứt" }
predecessors = { about = "Units it came from as the source tells, code:name, separated by |; for joins `core.unit_successions`", about_vi = "Đơn vị trước đó" }
successors = { about = "Units it became as the source tells, code:name, separated by |; for joins `core.unit_successions`", about_vi = "Đơn vị kế tiếp" }
aliases = { about = "Other spellings that are accepted, separated by |", about_vi = "Các cách viết khác" }

[checks.one_unit_a_code_a_day]
about = "On no day do two units have one code"
sql = """
select one.unit_code, one.valid_from, other.valid_from as other_from
from core.units as one
join core.units as other using (unit_code)
where (one.level, one.valid_from) is distinct from (other.level, other.valid_from)
    and coalesce(one.valid_from, date '0001-01-01') <= coalesce(other.valid_from, date '0001-01-01')
    and coalesce(other.valid_from, date '0001-01-01') <= coalesce(one.valid_to, date '9999-12-31')
"""
*/
with provinces as (
    select distinct code from reference.units where level = 'tinh'
)
select
    u.code as unit_code,
    u.name_vi,
    u.type as type_vi,
    u.level,
    case u.level
        when 'tinh' then 'Cấp tỉnh'
        when 'huyen' then 'Cấp huyện'
        when 'trung_tam' then 'Trung tâm cấp tỉnh'
        else 'Cấp xã'
    end as level_vi,
    coalesce(u.parent_code in (select code from provinces), false) as is_reporting,
    iso.iso_code,
    u.parent_code,
    u.valid_from::date as valid_from,
    u.valid_to::date as valid_to,
    u.basis_from,
    u.basis_to,
    u.predecessors,
    u.successors,
    u.aliases
from reference.units as u
left join reference.iso_codes as iso on iso.code = u.code and u.level = 'tinh'
order by u.level, u.code, u.valid_from::date nulls first
