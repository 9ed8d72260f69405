/*
title = "Support with models and machinery by place, for each establishment"
title_vi = "Hỗ trợ mô hình, máy móc theo địa bàn, bình quân một cơ sở"
grain = "one row per place, and one for all: null"
caveats = "own projects of content 3 that count, at the place of each project in its own time; support is that of the rows of establishments; an establishment of two places counts in both, and once in all"
example = "from sections.machinery_support_of(2014, 2018) order by support_per_establishment_vnd desc"

[parameters]
first_year = "First year"
last_year = "Last year"

[columns]
area_code = "Unit right below the province; none where it is not known; null is all"
area_name_vi = "Its name, the latest of these years; null for none and all"
projects = { about = "Projects with such rows", unit = "projects" }
establishments = { about = "Distinct establishments supported", unit = "establishments" }
support_vnd = { about = "Support given to them", about_vi = "Kinh phí hỗ trợ các cơ sở", unit = "đồng" }
support_per_establishment_vnd = { about = "Support for each establishment, in whole đồng, half up", about_vi = "Kinh phí hỗ trợ bình quân một cơ sở", unit = "đồng" }
*/
with supported as (
    select
        coalesce(p.area_code, 'none') as area_code, d.project_code, d.establishment_id,
        d.support_vnd
    from core.technology_supports as d
    join core.projects as p using (project_code)
    where p.is_counted and p.delivery = 'own' and p.content_no = 3
        and p.year between first_year and last_year
),
named as (
    select u.unit_code, max_by(u.name_vi, coalesce(u.valid_from, date '0001-01-01')) as name_vi
    from core.units as u
    where u.is_reporting
        and coalesce(u.valid_from, date '0001-01-01') <= make_date(last_year, 12, 31)
    group by u.unit_code
),
summed as (
    select
        if(totals.over_units, null, supported.area_code) as area_code,
        count(distinct supported.project_code) as projects,
        count(distinct supported.establishment_id) as establishments,
        coalesce(sum(supported.support_vnd), 0)::bigint as support_vnd
    from supported
    join (select distinct over_units from core.total_levels) as totals on true
    group by 1
)
select
    summed.area_code, named.name_vi as area_name_vi, summed.projects, summed.establishments,
    summed.support_vnd,
    round(summed.support_vnd::decimal(24, 1) / nullif(summed.establishments, 0))::bigint
        as support_per_establishment_vnd
from summed
left join named on named.unit_code = summed.area_code
order by summed.area_code
