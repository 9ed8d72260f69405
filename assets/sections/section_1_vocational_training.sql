/*
title = "Vocational training, craft transfer and skills upgrading"
title_vi = "Đào tạo nghề, truyền nghề và nâng cao tay nghề"
grain = "one row per phase, year, unit, funding, activity and delivery that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "unit_code", "funding", "activity", "delivery"]
caveats = "only projects that count (completed or adjusted); distinct counts are right at each level and must not be added; the row with null in every dimension is own and partner projects together: the province's total is the one with null in all but delivery = 'own'"

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
classes = { about = "Classes", about_vi = "Lớp học của các đề án được tính", unit = "classes", cell = "class_name", not_null = true }
trainees = { about = "Trainees", about_vi = "Học viên của các lớp", unit = "people", cell = "trainees", not_null = true }
women = { about = "Women among the trainees", about_vi = "Học viên nữ của các lớp", unit = "people", cell = "women", not_null = true }
beneficiaries = { about = "Distinct establishments whose people were trained", about_vi = "Cơ sở có lao động được đào tạo, mỗi cơ sở đếm một lần", unit = "establishments", cell = "establishment", not_null = true }
*/
with evidence as (
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        p.submission_id, p.sheet, p.row_no,
        p.project_code, p.planned_vnd, p.spent_vnd, p.counterpart_vnd
    from core.projects as p
    where p.is_counted and p.content_no = 1
    union all by name
    select
        p.year, p.unit_code, p.funding, p.activity, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.class_name, d.trainees, d.women, d.establishment_id
    from core.training_classes as d
    join core.projects as p using (project_code)
    where p.is_counted and p.content_no = 1
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
    count(evidence.class_name) as classes,
    coalesce(sum(evidence.trainees), 0)::bigint as trainees,
    coalesce(sum(evidence.women), 0)::bigint as women,
    count(distinct evidence.establishment_id) as beneficiaries
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not totals.over_contents
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6
