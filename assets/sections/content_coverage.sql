/*
title = "Contents carried out"
title_vi = "Tình hình thực hiện các nội dung khuyến công"
grain = "one row per phase, content, year, funding and delivery that occur, and their totals: null in a dimension is its total; every content has a row of its own for each phase"
keys = ["phase", "content_no", "year", "funding", "delivery"]
caveats = "a content is carried out when an own project in it counts; distinct counts are right at each level and must not be added; the row with null in every dimension is own and partner projects together: the province's total is the one with null in all but delivery = 'own'"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
content_no = "Content of the decree, key into `core.contents`; null is all"
year = "Year of the project row that counts, else of the latest; null is the whole phase"
funding = "national, local or other; decree for the content as such; null is all"
delivery = "own or partner; decree for the content as such; null is both"
contents = { about = "Contents the decree names", about_vi = "Nội dung hoạt động khuyến công theo quy định", unit = "contents", not_null = true }
contents_carried_out = { about = "Contents in which an own project counts", about_vi = "Nội dung có ít nhất một đề án của tỉnh được tính", unit = "contents", cell = "content_no", not_null = true }
projects = { about = "Projects that count: completed or adjusted", about_vi = "Đề án được tính: đã hoàn thành, hoặc điều chỉnh rồi hoàn thành; mỗi mã đề án đếm một lần", unit = "projects", cell = "project_code", not_null = true }
projects_adjusted = { about = "Projects that were adjusted, then completed", about_vi = "Đề án phải điều chỉnh rồi hoàn thành", unit = "projects", cell = "status", not_null = true }
projects_in_progress = { about = "Projects still running in their latest report", about_vi = "Đề án còn đang thực hiện theo báo cáo gần nhất", unit = "projects", cell = "status", not_null = true }
projects_carried_over = { about = "Projects carried over in their latest report", about_vi = "Đề án chuyển sang năm sau theo báo cáo gần nhất", unit = "projects", cell = "status", not_null = true }
projects_stopped = { about = "Projects stopped in their latest report", about_vi = "Đề án ngừng thực hiện theo báo cáo gần nhất", unit = "projects", cell = "status", not_null = true }
support_vnd = { about = "Money spent on the projects that count", about_vi = "Kinh phí khuyến công đã thực hiện của các đề án được tính", unit = "đồng", cell = "spent_vnd", not_null = true }
counterpart_vnd = { about = "Money put in by the beneficiaries of the projects that count", about_vi = "Vốn đối ứng của cơ sở thụ hưởng trong các đề án được tính", unit = "đồng", cell = "counterpart_vnd", not_null = true }
average_support_vnd = { about = "Money spent for each project that counts; null without one", about_vi = "Kinh phí khuyến công bình quân một đề án đã hoàn thành", unit = "đồng", cell = "spent_vnd/project_code" }
leverage = { about = "Money put in by the beneficiaries for each đồng spent; null where nothing was", about_vi = "Vốn đối ứng của các cơ sở trên một đồng kinh phí khuyến công", unit = "đồng/đồng", cell = "counterpart_vnd/spent_vnd" }
*/
with evidence as (
    select
        p.content_no, p.year, p.funding, p.delivery,
        p.submission_id, p.sheet, p.row_no,
        if(p.is_counted, p.project_code, null) as counted_code,
        if(p.is_counted and p.delivery = 'own', p.content_no, null) as content_carried_out,
        if(p.is_counted, 1, null) as counted_project,
        p.project_code, p.status,
        if(p.is_counted, p.spent_vnd, null) as spent_vnd,
        if(p.is_counted, p.counterpart_vnd, null) as counterpart_vnd
    from core.projects as p
    union all by name
    -- the decree's own list, so that a content without any project is told of all the same
    select
        contents.content_no, years.year, 'decree' as funding, 'decree' as delivery,
        contents.content_no as decree_content_no
    from core.contents as contents
    cross join (
        select distinct unnest(range(from_year, to_year + 1)) as year from core.phases
    ) as years
)
select
    phases.phase,
    if(totals.over_contents, null, evidence.content_no) as content_no,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_fundings, null, evidence.funding) as funding,
    if(totals.over_deliveries, null, evidence.delivery) as delivery,
    count(distinct evidence.decree_content_no) as contents,
    count(distinct evidence.content_carried_out) as contents_carried_out,
    count(distinct evidence.counted_code) as projects,
    count(distinct evidence.project_code) filter (where evidence.status = 'adjusted')
        as projects_adjusted,
    count(distinct evidence.project_code) filter (where evidence.status = 'in_progress')
        as projects_in_progress,
    count(distinct evidence.project_code) filter (where evidence.status = 'carried_over')
        as projects_carried_over,
    count(distinct evidence.project_code) filter (where evidence.status = 'stopped')
        as projects_stopped,
    coalesce(sum(evidence.spent_vnd), 0)::bigint as support_vnd,
    coalesce(sum(evidence.counterpart_vnd), 0)::bigint as counterpart_vnd,
    (
        coalesce(sum(evidence.spent_vnd), 0)::decimal(24, 6)
        / nullif(sum(evidence.counted_project), 0)
    )::decimal(24, 6) as average_support_vnd,
    (
        coalesce(sum(evidence.counterpart_vnd), 0)::decimal(24, 6)
        / nullif(sum(evidence.spent_vnd), 0)
    )::decimal(24, 6) as leverage
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not (totals.over_units or totals.over_activities)
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
