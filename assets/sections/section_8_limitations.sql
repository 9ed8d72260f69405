/*
title = "Limitations, as far as the data can tell"
title_vi = "Hạn chế nhìn từ số liệu"
grain = "one row per phase and limitation"
keys = ["phase", "limitation"]

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
limitation = { about = "Name of the limitation", not_null = true }
label_vi = { about = "What is measured, in Vietnamese", not_null = true }
value = { about = "How many, or how much in đồng", not_null = true }
unit = { about = "Unit of the value", not_null = true }
*/
with coverage as (
    select * from sections.content_coverage
    where year is null and funding is null and content_no is null and delivery is null
),
own as (
    select
        phases.phase,
        coalesce(c.projects_adjusted, 0) as projects_adjusted,
        coalesce(c.projects_carried_over, 0) as projects_carried_over,
        coalesce(c.projects_in_progress, 0) as projects_in_progress,
        coalesce(c.projects_stopped, 0) as projects_stopped
    from core.phases as phases
    left join sections.content_coverage as c
        on c.phase = phases.phase and c.year is null and c.funding is null
        and c.content_no is null and c.delivery = 'own'
),
budget as (
    select * from sections.budget_execution
    where year is null and unit_code is null and funding is null
),
districts as (
    -- a district that never told is not known to be without
    select
        phases.phase, s.unit_code,
        max(s.officers) = 0 as is_without_officers,
        max(s.collaborators) = 0 as is_without_collaborators
    from core.phases as phases
    join core.extension_staff as s on s.year between phases.from_year and phases.to_year
    where s.unit_code in (select unit_code from core.units where level = 'huyen')
    group by phases.phase, s.unit_code
),
staff as (
    select
        phases.phase,
        count(*) filter (where districts.is_without_officers) as without_officers,
        count(*) filter (where districts.is_without_collaborators) as without_collaborators
    from core.phases as phases
    left join districts using (phase)
    group by phases.phase
),
reporting as (
    select
        phases.phase,
        count(c.unit_code) filter (where c.received_at is null) as missing,
        count(c.unit_code) filter (where c.days_late > 0) as late
    from core.phases as phases
    left join quality.completeness as c on c.year between phases.from_year and phases.to_year
    group by phases.phase
),
held as (
    select phases.phase, coalesce(sum(s.rows_quarantined), 0)::bigint as rows_quarantined
    from core.phases as phases
    left join quality.submissions as s
        on s.year between phases.from_year and phases.to_year
        and s.status in ('accepted', 'accepted_with_findings')
    group by phases.phase
),
told as (
    select
        phase, 1 as place, 'contents_not_carried_out' as limitation,
        'Nội dung chưa thực hiện' as label_vi,
        contents - contents_carried_out as value, 'contents' as unit
    from coverage
    union all
    select phase, 2, 'projects_adjusted', 'Đề án phải điều chỉnh', projects_adjusted, 'projects'
    from own
    union all
    select
        phase, 3, 'projects_carried_over', 'Đề án chuyển sang năm sau, chưa hoàn thành',
        projects_carried_over, 'projects'
    from own
    union all
    select
        phase, 4, 'projects_in_progress', 'Đề án đang thực hiện', projects_in_progress, 'projects'
    from own
    union all
    select phase, 5, 'projects_stopped', 'Đề án ngừng thực hiện', projects_stopped, 'projects'
    from own
    union all
    select
        phases.phase, 6, 'plan_not_spent', 'Kinh phí được giao chưa thực hiện',
        greatest(coalesce(budget.plan_vnd - budget.spent_vnd, 0), 0), 'đồng'
    from core.phases as phases
    left join budget using (phase)
    union all
    select
        phase, 7, 'districts_without_officers',
        'Huyện, thành phố chưa có cán bộ khuyến công chuyên trách', without_officers, 'units'
    from staff
    union all
    select
        phase, 8, 'districts_without_collaborators',
        'Huyện, thành phố chưa có cộng tác viên khuyến công', without_collaborators, 'units'
    from staff
    union all
    select phase, 9, 'submissions_missing', 'Báo cáo năm chưa nhận được', missing, 'submissions'
    from reporting
    union all
    select phase, 10, 'submissions_late', 'Báo cáo năm gửi chậm', late, 'submissions'
    from reporting
    union all
    select
        phase, 11, 'rows_quarantined', 'Dòng số liệu chưa được tính do còn lỗi',
        rows_quarantined, 'rows'
    from held
)
select phase, limitation, label_vi, value, unit
from told
order by phase, place
