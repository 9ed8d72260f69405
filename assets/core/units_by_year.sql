/*
title = "Units year by year"
title_vi = "Đơn vị hành chính theo từng năm"
grain = "one row per unit code and year in which it was valid, from the first to the last year of the phases and the reports"
keys = ["unit_code", "year"]
caveats = "what to join reports and sections with, `using (unit_code, year)`: never more than one row; the name is that of the last day of the year on which the code was valid; places of projects have their day in place_on, for `core.units_on(day)`"

[columns]
unit_code = { about = "Code of the unit", about_vi = "Mã đơn vị hành chính", not_null = true }
year = { about = "Year", not_null = true }
name_vi = { about = "Name with its kind, at the end of the year", about_vi = "Tên đơn vị", not_null = true }
type_vi = { about = "Kind of unit", not_null = true }
level = { about = "As in `core.units`", not_null = true }
level_vi = { about = "The level in Vietnamese", not_null = true }
is_reporting = { about = "Whether it stood right below a province and so reports", not_null = true }
parent_code = "Unit it belongs to"
*/
with told as (
    select from_year as year from core.phases
    union all
    select to_year from core.phases
    union all
    select year from staging.submissions
),
years as (
    select unnest(range(min(year), max(year) + 1)) as year from told
)
select
    u.unit_code,
    years.year,
    max_by(u.name_vi, coalesce(u.valid_from, date '0001-01-01')) as name_vi,
    max_by(u.type_vi, coalesce(u.valid_from, date '0001-01-01')) as type_vi,
    max_by(u.level, coalesce(u.valid_from, date '0001-01-01')) as level,
    max_by(u.level_vi, coalesce(u.valid_from, date '0001-01-01')) as level_vi,
    max_by(u.is_reporting, coalesce(u.valid_from, date '0001-01-01')) as is_reporting,
    max_by(u.parent_code, coalesce(u.valid_from, date '0001-01-01')) as parent_code
from core.units as u
join years
    on coalesce(u.valid_from, date '0001-01-01') <= make_date(years.year, 12, 31)
    and coalesce(u.valid_to, date '9999-12-31') >= make_date(years.year, 1, 1)
group by u.unit_code, years.year
order by u.unit_code, years.year
