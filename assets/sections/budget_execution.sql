/*
title = "Budget execution"
title_vi = "Tình hình thực hiện kinh phí"
grain = "one row per phase, year, unit and funding that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "unit_code", "funding"]
caveats = "own projects only; the plan is what covers tell was assigned, project plans count whatever became of the project; the plan of a project carried over stands in the plan assigned of both years, so the plan of several years holds it twice: plan_vnd less carried_plan_vnd holds it once; the row with null in every dimension is the province's total, own projects alone"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
year = "Year; null is the whole phase"
unit_code = "Reporting unit; null is all units"
funding = "national, local or other; null is all"
plan_vnd = { about = "Plan assigned, as the covers tell, year by year: a project carried over is in that of each of its years", about_vi = "Kế hoạch kinh phí được giao, theo trang thông tin chung của báo cáo năm", unit = "đồng", cell = "plan_vnd", not_null = true }
planned_vnd = { about = "Money planned for the projects, each once, in the year of the row that counts or is latest", about_vi = "Kinh phí khuyến công kế hoạch của các đề án", unit = "đồng", cell = "planned_vnd", not_null = true }
spent_vnd = { about = "Money spent on the projects that count", about_vi = "Kinh phí khuyến công đã thực hiện của các đề án được tính", unit = "đồng", cell = "spent_vnd", not_null = true }
counterpart_vnd = { about = "Money put in by the beneficiaries of the projects that count", about_vi = "Vốn đối ứng của cơ sở thụ hưởng trong các đề án được tính", unit = "đồng", cell = "counterpart_vnd", not_null = true }
carried_plan_vnd = { about = "Of the plan assigned, what is planned again in a later year of the phase, for projects carried over", about_vi = "Trong đó kế hoạch của các đề án chuyển sang năm sau trong giai đoạn, được giao lại ở năm sau", unit = "đồng", cell = "planned_vnd", not_null = true }
execution_share = { about = "Spent in percent of the plan assigned; null without a plan", about_vi = "Kinh phí đã thực hiện so với kế hoạch được giao", unit = "percent", cell = "spent_vnd/plan_vnd" }
*/
with evidence as (
    select
        p.year, p.unit_code, p.funding, p.submission_id, p.sheet, p.row_no,
        p.planned_vnd,
        if(p.is_counted, p.spent_vnd, null) as spent_vnd,
        if(p.is_counted, p.counterpart_vnd, null) as counterpart_vnd
    from core.projects as p
    where p.delivery = 'own'
    union all by name
    select
        b.year, b.unit_code, b.funding, b.submission_id, b.sheet, b.row_no, b.plan_vnd,
        b.cell as plan_vnd_cell
    from core.budget_plans as b
    union all by name
    select
        y.year, y.unit_code, y.funding, y.submission_id, y.sheet, y.row_no, y.next_year,
        least(y.planned_vnd, y.next_planned_vnd) as carried_plan_vnd
    from core.project_years as y
    where y.delivery = 'own' and y.status = 'carried_over'
        and y.planned_vnd is not null and y.next_planned_vnd is not null
)
select
    phases.phase,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_units, null, evidence.unit_code) as unit_code,
    if(totals.over_fundings, null, evidence.funding) as funding,
    coalesce(sum(evidence.plan_vnd), 0)::bigint as plan_vnd,
    coalesce(sum(evidence.planned_vnd), 0)::bigint as planned_vnd,
    coalesce(sum(evidence.spent_vnd), 0)::bigint as spent_vnd,
    coalesce(sum(evidence.counterpart_vnd), 0)::bigint as counterpart_vnd,
    coalesce(
        sum(evidence.carried_plan_vnd) filter (where evidence.next_year <= phases.to_year), 0
    )::bigint as carried_plan_vnd,
    (
        100 * coalesce(sum(evidence.spent_vnd), 0)::decimal(24, 6)
        / nullif(sum(evidence.plan_vnd), 0)
    )::decimal(24, 6) as execution_share
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not (
    totals.over_activities or totals.over_deliveries or totals.over_contents
)
group by 1, 2, 3, 4
order by 1, 2, 3, 4
