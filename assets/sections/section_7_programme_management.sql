/*
title = "Management and organisation of industrial promotion"
title_vi = "Nâng cao năng lực quản lý và tổ chức thực hiện khuyến công"
grain = "one row per phase, year, unit, funding, activity and delivery that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "unit_code", "funding", "activity", "delivery"]
caveats = "only projects that count (completed or adjusted); distinct counts are right at each level and must not be added; a project row has its project's activity, an activity row its own; the row with null in every dimension is own and partner projects together: the province's total is the one with null in all but delivery = 'own'"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
year = "Year of the project row that counts; null is the whole phase"
unit_code = "Reporting unit of that row; null is all units"
funding = "national, local or other; none for products without project; null is all"
activity = "Activity, key into `core.activities`; null is all"
delivery = "own or partner; null is both: never the province's total"
projects = { about = "Projects that count", about_vi = "Đề án được tính: đã hoàn thành, hoặc điều chỉnh rồi hoàn thành; mỗi mã đề án đếm một lần", unit = "projects", cell = "project_code", not_null = true }
support_vnd = { about = "Money spent on them", about_vi = "Kinh phí khuyến công đã thực hiện của các đề án được tính", unit = "đồng", cell = "spent_vnd", not_null = true }
planned_vnd = { about = "Money planned for them", about_vi = "Kinh phí khuyến công kế hoạch của các đề án", unit = "đồng", cell = "planned_vnd", not_null = true }
counterpart_vnd = { about = "Money put in by the beneficiaries", about_vi = "Vốn đối ứng của cơ sở thụ hưởng trong các đề án được tính", unit = "đồng", cell = "counterpart_vnd", not_null = true }
activities = { about = "Activities held", about_vi = "Hoạt động quản lý khuyến công đã tổ chức", unit = "activities", cell = "activity", not_null = true }
delegates = { about = "Delegates", about_vi = "Đại biểu dự các hoạt động", unit = "people", cell = "delegates", not_null = true }
activity_spent_vnd = { about = "Money spent on the activities, as their rows tell", about_vi = "Kinh phí theo từng hoạt động", unit = "đồng", cell = "spent_vnd", not_null = true }
*/
with evidence as (
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        p.submission_id, p.sheet, p.row_no,
        p.project_code, p.planned_vnd, p.spent_vnd, p.counterpart_vnd
    from core.projects as p
    where p.is_counted and p.content_no = 9
    union all by name
    select
        p.year, p.unit_code, p.funding, d.activity, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.activity as activity_held, d.delegates, d.spent_vnd as activity_spent_vnd
    from core.management_activities as d
    join core.projects as p using (project_code)
    where p.is_counted and p.content_no = 9
)
select
    phases.phase,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_units, null, evidence.unit_code) as unit_code,
    if(totals.over_fundings, null, evidence.funding) as funding,
    if(totals.over_activities, null, evidence.activity) as activity,
    if(totals.over_deliveries, null, evidence.delivery) as delivery,
    count(distinct evidence.project_code) as projects,
    coalesce(sum(evidence.spent_vnd), 0)::bigint as support_vnd,
    coalesce(sum(evidence.planned_vnd), 0)::bigint as planned_vnd,
    coalesce(sum(evidence.counterpart_vnd), 0)::bigint as counterpart_vnd,
    count(evidence.activity_held) as activities,
    coalesce(sum(evidence.delegates), 0)::bigint as delegates,
    coalesce(sum(evidence.activity_spent_vnd), 0)::bigint as activity_spent_vnd
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not totals.over_contents
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6
