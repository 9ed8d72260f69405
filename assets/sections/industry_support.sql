/*
title = "Technology support by industry"
title_vi = "Hỗ trợ mô hình, máy móc theo ngành nghề"
grain = "one row per phase, year and industry that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "industry"]
caveats = "establishments supported by own projects that count, by what their rows tell; distinct counts are right at each level and must not be added; the row with null in every dimension is the province's total, own projects alone"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
year = "Year of the project row that counts; null is the whole phase"
industry = "Industry as most rows write it, spellings that differ only as headings may taken together; none where it is not told; null is all"
projects = { about = "Projects that count", about_vi = "Đề án đã hoàn thành", unit = "projects", cell = "project_code", not_null = true }
beneficiaries = { about = "Distinct establishments supported", about_vi = "Cơ sở được hỗ trợ", unit = "establishments", cell = "establishment", not_null = true }
establishment_support_vnd = { about = "Support of the establishments, as their rows tell", about_vi = "Kinh phí hỗ trợ các cơ sở", unit = "đồng", cell = "support_vnd", not_null = true }
investment_vnd = { about = "Total investment", about_vi = "Tổng vốn đầu tư", unit = "đồng", cell = "investment_vnd", not_null = true }
new_jobs = { about = "Jobs added", about_vi = "Lao động tăng thêm", unit = "people", cell = "new_jobs", not_null = true }
revenue_increase_vnd = { about = "Revenue added", about_vi = "Doanh thu tăng thêm", unit = "đồng", cell = "revenue_increase_vnd", not_null = true }
*/
with named as (
    select industry_key, mode(industry order by industry) as industry
    from core.technology_supports
    where industry_key is not null
    group by industry_key
),
evidence as (
    select
        p.year, coalesce(named.industry, 'none') as industry,
        d.submission_id, d.sheet, d.row_no,
        d.project_code, d.establishment_id, d.support_vnd, d.investment_vnd, d.new_jobs,
        d.revenue_increase_vnd
    from core.technology_supports as d
    join core.projects as p using (project_code)
    left join named using (industry_key)
    where p.is_counted and p.delivery = 'own'
)
select
    phases.phase,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_activities, null, evidence.industry) as industry,
    count(distinct evidence.project_code) as projects,
    count(distinct evidence.establishment_id) as beneficiaries,
    coalesce(sum(evidence.support_vnd), 0)::bigint as establishment_support_vnd,
    coalesce(sum(evidence.investment_vnd), 0)::bigint as investment_vnd,
    coalesce(sum(evidence.new_jobs), 0)::bigint as new_jobs,
    coalesce(sum(evidence.revenue_increase_vnd), 0)::bigint as revenue_increase_vnd
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not (
    totals.over_units or totals.over_fundings or totals.over_deliveries or totals.over_contents
)
group by 1, 2, 3
order by 1, 2, 3
