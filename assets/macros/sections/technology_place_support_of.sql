/*
title = "Support with models, technology transfer and machinery by place, for each establishment"
title_vi = "Hỗ trợ mô hình, chuyển giao công nghệ, máy móc theo địa bàn, bình quân một cơ sở"
grain = "one row per place and activity of content 3 that occur, and their totals: null in a dimension is its total"
caveats = "own projects that count, at the place of each project in its own time; say `activity = 'machinery'` for machinery alone; support is that of the rows of establishments; distinct counts are right at each level and must not be added; the row with null in every dimension is the province's total, own projects alone"
example = "from sections.technology_place_support_of(2014, 2018) where activity = 'machinery' and area_code is not null"

[parameters]
first_year = "First year"
last_year = "Last year"

[columns]
area_code = "Unit right below the province; none where it is not known; null is all"
area_name_vi = "Its name, the latest of these years; null for none and all"
activity = "Activity of content 3, key into `core.activities`: machinery, demonstration and so on; null is all of them"
projects = { about = "Projects with such rows", unit = "projects" }
establishments = { about = "Distinct establishments supported", unit = "establishments" }
support_vnd = { about = "Support given to them", about_vi = "Kinh phí hỗ trợ các cơ sở", unit = "đồng" }
support_per_establishment_vnd = { about = "Support for each establishment, in whole đồng, half up", about_vi = "Kinh phí hỗ trợ bình quân một cơ sở", unit = "đồng" }
*/
with supported as (
    select
        coalesce(p.area_code, 'none') as area_code, p.activity, d.project_code,
        d.establishment_id, d.support_vnd
    from core.technology_supports as d
    join core.projects as p using (project_code)
    where p.is_counted and p.delivery = 'own' and p.content_no = 3
        and p.year between first_year and last_year
),
named as (
    select u.unit_code, max_by(u.name_vi, u.year) as name_vi
    from core.units_by_year as u
    where u.is_reporting and u.year <= last_year
    group by u.unit_code
),
summed as (
    select
        if(totals.over_units, null, supported.area_code) as area_code,
        if(totals.over_activities, null, supported.activity) as activity,
        count(distinct supported.project_code) as projects,
        count(distinct supported.establishment_id) as establishments,
        coalesce(sum(supported.support_vnd), 0)::bigint as support_vnd
    from supported
    join core.total_levels as totals on not (
        totals.over_years or totals.over_fundings or totals.over_deliveries
        or totals.over_contents
    )
    group by 1, 2
)
select
    summed.area_code, named.name_vi as area_name_vi, summed.activity, summed.projects,
    summed.establishments, summed.support_vnd,
    round(summed.support_vnd::decimal(24, 1) / nullif(summed.establishments, 0))::bigint
        as support_per_establishment_vnd
from summed
left join named on named.unit_code = summed.area_code
order by summed.area_code, summed.activity
