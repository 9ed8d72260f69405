/*
title = "Support by place, on the units of a day or of each project's time"
title_vi = "Kết quả theo địa bàn, quy về đơn vị hành chính tại một ngày"
grain = "one row per place, year and funding that occur, and their totals: null in a dimension is its total"
caveats = "own projects that count; none is the province as a whole, a place unknown, or one that lies in several units of the day; with null for the day and years on both sides of 2025-07-01 districts and communes stand side by side; the row with null in every dimension is the province's total, own projects alone"
example = "from sections.place_support_of(2014, 2018, date '2025-07-01') where year is null and funding is null"

[parameters]
first_year = "First year"
last_year = "Last year"
units_on = "The day whose units are wanted; null for the units of each project's own time"

[columns]
area_code = "Unit right below the province: a district, on days after their end a commune; none; null is all"
area_name_vi = "Its name, on that day or the latest of its own time; null for none and all"
year = "Year of the project row that counts; null is all"
funding = "national, local or other; null is all"
projects = { about = "Projects that count", unit = "projects" }
support_vnd = { about = "Money spent on them", unit = "đồng" }
counterpart_vnd = { about = "Money put in by the beneficiaries", unit = "đồng" }
*/
with own as (
    select
        p.project_code, p.year, p.funding, p.spent_vnd, p.counterpart_vnd,
        coalesce(if(units_on is null, p.area_code, shown.area_code), 'none') as area_code
    from core.projects as p
    left join core.project_places_on(units_on) as shown using (project_code)
    where p.is_counted and p.delivery = 'own' and p.year between first_year and last_year
),
named as (
    select u.unit_code, max_by(u.name_vi, coalesce(u.valid_from, date '0001-01-01')) as name_vi
    from core.units as u
    where u.is_reporting
        and coalesce(u.valid_from, date '0001-01-01')
            <= coalesce(units_on::date, make_date(last_year, 12, 31))
    group by u.unit_code
)
select
    if(totals.over_units, null, own.area_code) as area_code,
    any_value(if(totals.over_units, null, named.name_vi)) as area_name_vi,
    if(totals.over_years, null, own.year) as year,
    if(totals.over_fundings, null, own.funding) as funding,
    count(distinct own.project_code) as projects,
    coalesce(sum(own.spent_vnd), 0)::bigint as support_vnd,
    coalesce(sum(own.counterpart_vnd), 0)::bigint as counterpart_vnd
from own
left join named on named.unit_code = own.area_code
join core.total_levels as totals on not (
    totals.over_activities or totals.over_deliveries or totals.over_contents
)
group by 1, 3, 4
order by 1, 3, 4
