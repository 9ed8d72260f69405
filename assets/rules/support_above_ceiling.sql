/*
code = "support.above_ceiling"
stage = 3
severity = "warning"
ceilings = ["C2014-03A", "C2014-03C", "C2018-03A", "C2018-03C"]
title_vi = "Kinh phí hỗ trợ vượt mức chi tối đa"
title_en = "The support exceeds the ceiling"
message_vi = "Ô {cell}: kinh phí hỗ trợ cơ sở là {support_vnd:vnd}, vượt mức tối đa {limit_vnd:vnd} ({limit_vi})."
message_en = "Cell {cell}: the support is {support_vnd:vnd}, above the ceiling of {limit_vnd:vnd} ({limit_en})."
mend_vi = "Đề nghị kiểm tra lại số liệu hoặc căn cứ hỗ trợ."
mend_en = "Please check the amount or its grounds."
reason_vi = "Mức hỗ trợ tối đa được quy định theo thời điểm phê duyệt kế hoạch; khoản vượt mức cần có căn cứ."
reason_en = "The most that may be given is laid down by the date of approval; what exceeds it needs its grounds."
*/
-- National ceilings; local money above one is worth a look too, for the province's own are unknown.
-- What one project gives one establishment counts together, and the finding stands at its first row.
with ceiling_activities(activity, activity_code) as (
    values ('machinery', 'MAY_MOC_TB'), ('demonstration', 'MO_HINH_TDKT_MOI')
),

ceilings as (
    select
        a.activity,
        try_cast(c.max_amount_trieu_dong as decimal(12, 3)) * 1000000 as amount_vnd,
        try_cast(c.max_pct_of_cost as decimal(6, 3)) as percent,
        coalesce(try_cast(c.valid_from as date), date '0001-01-01') as valid_from,
        coalesce(try_cast(c.valid_to as date), date '9999-12-31') as valid_to,
        case when c.confidence = 'verified' then c.legal_basis end as legal_basis
    from reference.ceilings as c
    inner join ceiling_activities as a on c.activity_code = a.activity_code
    where starts_with(c.confidence, 'verified') and starts_with(c.funding_scope, 'KCQG')
),

accepted_projects as (
    select
        p.submission_id,
        p.project_code,
        p.activity,
        p.funding,
        s.in_force,
        coalesce(cast(p.approved_on as date), make_date(p.year, 1, 1)) as decided_on
    from staging.projects as p
    inner join staging.submissions as s on p.submission_id = s.submission_id
    where not s.rejected and not p.row_error
),

supports as (
    select
        t.submission_id,
        t.project_code,
        arg_min(t.sheet, t.row_no) as sheet,
        min(t.row_no) as row_no,
        sum(t.support_vnd) as support_vnd,
        case when count(t.investment_vnd) = count(*) then sum(t.investment_vnd) end
            as investment_vnd
    from staging.technology_supports as t
    inner join staging.submissions as s on t.submission_id = s.submission_id
    where s.in_force and not s.rejected and not t.row_error
    group by t.submission_id, t.project_code, lower(trim(t.establishment))
),

-- The own submission's word on the project comes first, then that of another in force.
projects_of_supports as (
    select t.*, p.activity, p.decided_on
    from supports as t
    inner join accepted_projects as p on t.project_code = p.project_code
    where p.funding in ('national', 'local') and (p.in_force or p.submission_id = t.submission_id)
    qualify row_number() over (
        partition by t.submission_id, t.sheet, t.row_no
        order by p.submission_id = t.submission_id desc, p.decided_on, p.submission_id
    ) = 1
),

limits as (
    select
        t.*,
        c.legal_basis,
        c.percent,
        cast(floor(c.amount_vnd) as bigint) as amount_vnd,
        cast(floor(t.investment_vnd * c.percent / 100) as bigint) as share_vnd
    from projects_of_supports as t
    inner join ceilings as c
        on t.activity = c.activity and t.decided_on between c.valid_from and c.valid_to
)

select
    submission_id,
    sheet,
    row_no,
    'support_vnd' as column_name,
    support_vnd,
    least(amount_vnd, share_vnd) as limit_vnd,
    case
        when share_vnd is null or amount_vnd <= share_vnd then 'mức chi cho một cơ sở hoặc mô hình'
        else printf('%g%% tổng vốn đầu tư', cast(percent as double))
    end || coalesce(' theo ' || legal_basis, '') as limit_vi,
    case
        when share_vnd is null or amount_vnd <= share_vnd then 'for one establishment or model'
        else printf('%g %% of the investment', cast(percent as double))
    end || coalesce(' under ' || legal_basis, '') as limit_en
from limits
where support_vnd > least(amount_vnd, share_vnd)
