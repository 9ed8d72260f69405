/*
title = "Support by district"
title_vi = "Kết quả theo huyện, thành phố"
grain = "one row per phase, year, district and funding that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "district_code", "funding"]
caveats = "own projects that count; the district is that of the project's place in its own time, not the unit that reports it; from 2025-07-01 on, when there are no districts, the commune; on the units of another day `sections.place_support_of`; the row with null in every dimension is the province's total, own projects alone"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
year = "Year of the project row that counts; null is the whole phase"
district_code = "Unit right below the province that the place is or lies in, a district or after their end a commune, key into `core.units`; none where the place names the whole province or no known unit; null is all"
funding = "national, local or other; null is all"
projects = { about = "Projects that count", about_vi = "Đề án đã hoàn thành", unit = "projects", cell = "project_code", not_null = true }
support_vnd = { about = "Money spent on them", about_vi = "Kinh phí khuyến công đã thực hiện", unit = "đồng", cell = "spent_vnd", not_null = true }
counterpart_vnd = { about = "Money put in by the beneficiaries", about_vi = "Vốn đối ứng của các cơ sở", unit = "đồng", cell = "counterpart_vnd", not_null = true }
*/
with evidence as (
    select
        p.year, coalesce(p.area_code, 'none') as district_code, p.funding,
        p.submission_id, p.sheet, p.row_no,
        p.project_code, p.spent_vnd, p.counterpart_vnd
    from core.projects as p
    where p.is_counted and p.delivery = 'own'
)
select
    phases.phase,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_units, null, evidence.district_code) as district_code,
    if(totals.over_fundings, null, evidence.funding) as funding,
    count(distinct evidence.project_code) as projects,
    coalesce(sum(evidence.spent_vnd), 0)::bigint as support_vnd,
    coalesce(sum(evidence.counterpart_vnd), 0)::bigint as counterpart_vnd
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not (
    totals.over_activities or totals.over_deliveries or totals.over_contents
)
group by 1, 2, 3, 4
order by 1, 2, 3, 4
