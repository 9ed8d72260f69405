/*
title = "Limitations, as far as the data can tell"
title_vi = "Hạn chế nhìn từ số liệu"
grain = "one row per phase and limitation"
keys = ["phase", "limitation"]
caveats = "plan_not_spent is the plan assigned less the money spent, year by year: the plan of a project carried over and planned again is in it; `sections.budget_execution.carried_plan_vnd` tells how much that is"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
limitation = { about = "Name of the limitation", not_null = true }
label_vi = { about = "What is measured, in Vietnamese", not_null = true }
value = { about = "How many, or how much in đồng", not_null = true }
unit = { about = "Unit of the value", not_null = true }
subject = "What it is said of where that is not the whole phase: a content, district, industry, or year and source"
read_from = { about = "Where the value is read: a figure, or columns of tables at a slice", not_null = true }
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
shares as (
    -- where most of the money went, of each kind of place that has more than one
    select 'largest_content' as limitation, phase, content_no::varchar as subject, support_vnd,
        'content_coverage' as read_in, 'content_no=' || content_no || ', delivery=own' as part,
        'delivery=own' as whole
    from sections.content_coverage
    where content_no is not null and year is null and funding is null and delivery = 'own'
    union all
    select 'largest_district', phase, district_code, support_vnd,
        'district_support', 'district_code=' || district_code, ''
    from sections.district_support
    where district_code <> 'none' and year is null and funding is null
    union all
    select 'largest_industry', phase, industry, establishment_support_vnd,
        'industry_support', 'industry=''' || replace(industry, '''', '''''') || '''', ''
    from sections.industry_support
    where industry <> 'none' and year is null
),
largest as (
    select
        limitation, phase, subject, support_vnd,
        'sections.' || read_in || '.'
        || if(limitation = 'largest_industry', 'establishment_', '') || 'support_vnd' as measure,
        part, whole
    from shares
    where support_vnd > 0
    qualify row_number() over (
        partition by limitation, phase order by support_vnd desc, subject
    ) = 1
),
wholes as (
    select 'largest_content' as limitation, phase, support_vnd from sections.content_coverage
    where content_no is null and year is null and funding is null and delivery = 'own'
    union all
    select 'largest_district', phase, support_vnd from sections.district_support
    where district_code is null and year is null and funding is null
    union all
    select 'largest_industry', phase, establishment_support_vnd from sections.industry_support
    where industry is null and year is null
),
unspent as (
    -- plan against result of each year and source that has a plan of its own
    select
        phase, year, funding, plan_vnd - spent_vnd as left_vnd,
        concat_ws(', ', 'year=' || year, 'funding=' || funding) as slice
    from sections.budget_execution
    where unit_code is null and plan_vnd > spent_vnd
        and (year is not null or funding is not null)
        and coalesce(funding, '') <> 'other'
),
told as (
    select
        phase, 1 as place, 'contents_not_carried_out' as limitation,
        'Nội dung chưa thực hiện' as label_vi,
        (contents - contents_carried_out)::decimal(24, 6) as value, 'contents' as unit,
        null as subject,
        'overview.contents_in_decree - overview.contents_carried_out' as read_from
    from coverage
    union all
    select
        phase, 2, 'projects_adjusted', 'Đề án phải điều chỉnh', projects_adjusted, 'projects',
        null, 'overview.projects_adjusted'
    from own
    union all
    select
        phase, 3, 'projects_carried_over', 'Đề án chuyển sang năm sau, chưa hoàn thành',
        projects_carried_over, 'projects', null, 'overview.projects_carried_over'
    from own
    union all
    select
        phase, 4, 'projects_in_progress', 'Đề án đang thực hiện', projects_in_progress, 'projects',
        null, 'overview.projects_in_progress'
    from own
    union all
    select
        phase, 5, 'projects_stopped', 'Đề án ngừng thực hiện', projects_stopped, 'projects',
        null, 'overview.projects_stopped'
    from own
    union all
    select
        phases.phase, 6, 'plan_not_spent', 'Kinh phí được giao chưa thực hiện',
        greatest(coalesce(budget.plan_vnd - budget.spent_vnd, 0), 0), 'đồng', null,
        'sections.budget_execution.plan_vnd[] - sections.budget_execution.spent_vnd[]'
    from core.phases as phases
    left join budget using (phase)
    union all
    select
        phase, 7, concat_ws('.', 'plan_not_spent', year, funding),
        concat_ws(
            ', ', 'Kinh phí được giao chưa thực hiện', 'năm ' || year,
            case funding
                when 'national' then 'nguồn quốc gia' when 'local' then 'nguồn địa phương'
            end
        ),
        left_vnd, 'đồng', concat_ws(' ', year, funding),
        'sections.budget_execution.plan_vnd[' || slice
        || '] - sections.budget_execution.spent_vnd[' || slice || ']'
    from unspent
    union all
    select
        largest.phase, 8, largest.limitation || '_share',
        case largest.limitation
            when 'largest_content' then 'Tỷ trọng kinh phí của nội dung lớn nhất'
            when 'largest_district' then 'Tỷ trọng kinh phí của địa bàn lớn nhất'
            else 'Tỷ trọng kinh phí hỗ trợ của ngành nghề lớn nhất'
        end,
        (100 * largest.support_vnd::decimal(24, 6) / wholes.support_vnd)::decimal(24, 6),
        'percent', largest.subject,
        largest.measure || '[' || largest.part || '] / '
        || largest.measure || '[' || largest.whole || ']'
    from largest
    join wholes using (limitation, phase)
    union all
    select
        phase, 9, 'average_support', 'Kinh phí bình quân một đề án', average_support_vnd, 'đồng',
        null, 'sections.content_coverage.average_support_vnd[delivery=own]'
    from sections.content_coverage
    where content_no is null and year is null and funding is null and delivery = 'own'
        and average_support_vnd is not null
    union all
    select
        phase, 10, 'leverage', 'Vốn đối ứng trên một đồng kinh phí khuyến công', leverage,
        'đồng/đồng', null, 'sections.content_coverage.leverage[delivery=own]'
    from sections.content_coverage
    where content_no is null and year is null and funding is null and delivery = 'own'
        and leverage is not null
    union all
    select
        phase, 11, 'districts_without_officers',
        'Huyện, thành phố chưa có cán bộ khuyến công chuyên trách', without_officers, 'units',
        null, 'core.extension_staff.officers[]'
    from staff
    union all
    select
        phase, 12, 'districts_without_collaborators',
        'Huyện, thành phố chưa có cộng tác viên khuyến công', without_collaborators, 'units',
        null, 'core.extension_staff.collaborators[]'
    from staff
    union all
    select
        phase, 13, 'submissions_missing', 'Báo cáo năm chưa nhận được', missing, 'submissions',
        null, 'report.reporting_by_year.missing[]'
    from reporting
    union all
    select
        phase, 14, 'submissions_late', 'Báo cáo năm gửi chậm', late, 'submissions',
        null, 'report.reporting_by_year.late[]'
    from reporting
    union all
    select
        phase, 15, 'rows_quarantined', 'Dòng số liệu chưa được tính do còn lỗi',
        rows_quarantined, 'rows', null, 'report.held_rows.held[]'
    from held
)
select phase, limitation, label_vi, value::decimal(24, 6) as value, unit, subject, read_from
from told
order by phase, place, limitation
