/*
code = "money.out_of_scale"
stage = 3
severity = "warning"
title_vi = "Số tiền lệch hàng nghìn lần, có thể nhầm đơn vị tính"
title_en = "An amount out of line by thousands: perhaps the wrong unit of money"
message_vi = "Ô {cell}: {amount:vnd} lệch khoảng {factor} lần so với {compared_vi} ({reference:vnd})."
message_en = "Cell {cell}: {amount:vnd} is out of line by a factor of about {factor} from {compared_en} ({reference:vnd})."
mend_vi = "Đề nghị kiểm tra lại đơn vị tính (đồng, nghìn đồng, triệu đồng)."
mend_en = "Please check the unit of money."
reason_vi = "Nhầm đơn vị tính làm số tiền lệch một nghìn lần hoặc hơn và che lấp mọi số liệu khác."
reason_en = "A wrong unit of money puts an amount out by a thousand or more and drowns all others."
*/
-- An amount is compared with the plan of its own row, with its project's money, and with what the
-- other submissions tell of the same activity. Honest amounts of one activity lie within a factor
-- of some ten of each other; a slip of the unit is a factor of a thousand or a million, so that
-- two hundred tells them apart.
with amounts as (
    select
        p.submission_id, p.sheet, p.row_no, p.project_code, p.activity,
        'spent_vnd' as column_name, p.spent_vnd as amount, p.planned_vnd as own_plan
    from staging.projects as p
    where not p.row_error and p.spent_vnd > 0
    union all
    select
        p.submission_id, p.sheet, p.row_no, p.project_code, p.activity,
        'planned_vnd', p.planned_vnd, null
    from staging.projects as p
    where not p.row_error and p.planned_vnd > 0
    union all
    select
        d.submission_id, d.sheet, d.row_no, d.project_code, p.activity,
        'support_vnd', d.support_vnd, null
    from staging.technology_supports as d
    inner join staging.projects as p
        on d.submission_id = p.submission_id and d.project_code = p.project_code
    where not d.row_error and not p.row_error and d.support_vnd > 0
),

in_force as (
    select a.*
    from amounts as a
    inner join staging.submissions as s on a.submission_id = s.submission_id
    where s.in_force and not s.rejected
),

elsewhere as (
    select
        a.submission_id, a.sheet, a.row_no, a.column_name,
        median(o.amount)::bigint as reference
    from in_force as a
    inner join in_force as o
        on a.activity = o.activity
        and a.column_name = o.column_name
        and a.submission_id <> o.submission_id
    group by a.submission_id, a.sheet, a.row_no, a.column_name
    having count(*) >= 3
),

project_money as (
    select submission_id, project_code, max(amount) as spent_vnd
    from in_force
    where column_name = 'spent_vnd'
    group by submission_id, project_code
),

compared as (
    select
        a.*, 1 as place, e.reference,
        'mức thường gặp của hoạt động này ở các báo cáo khác' as compared_vi,
        'what other submissions tell of this activity' as compared_en
    from in_force as a
    inner join elsewhere as e
        on a.submission_id = e.submission_id and a.sheet = e.sheet
        and a.row_no = e.row_no and a.column_name = e.column_name
    union all
    select
        a.*, 2, a.own_plan, 'kinh phí kế hoạch của đề án', 'the project''s plan'
    from in_force as a
    where a.own_plan > 0
    union all
    select
        a.*, 3, m.spent_vnd, 'kinh phí thực hiện của đề án', 'what the project spent'
    from in_force as a
    inner join project_money as m
        on a.submission_id = m.submission_id and a.project_code = m.project_code
    where a.column_name = 'support_vnd'
),

judged as (
    select
        *,
        greatest(amount, reference)::double / least(amount, reference) as ratio,
        -- where other submissions tell the usual amount, they decide which of two amounts is wrong
        max(place = 1) over (partition by submission_id, sheet, row_no, column_name) as is_usual_known
    from compared
)

select
    submission_id,
    sheet,
    row_no,
    column_name,
    amount,
    case when ratio < 30000 then '1.000' when ratio < 30000000 then '1.000.000' else '1.000.000.000' end
        as factor,
    reference,
    compared_vi,
    compared_en
from judged
where ratio >= 200 and (place = 1 or not is_usual_known)
qualify row_number() over (
    partition by submission_id, sheet, row_no, column_name order by place
) = 1
