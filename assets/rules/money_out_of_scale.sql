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
-- An amount is compared with what the other submissions, and the unit's own other years, tell of the
-- same activity; with the plan and the money of its project; with what its project's total leaves
-- for it; and with the ceiling. Honest amounts of one activity lie within a factor of some ten of
-- each other; a slip of the unit is a factor of a thousand or a million, so that a hundred tells
-- them apart. What is usual is the middle of one vote a submission, its own left out, so that a
-- submission wholly in a wrong unit outvotes nobody; where the middle lies between two votes, the
-- nearer one holds. The unit's own years, which are few, speak where nobody else does: a slip in
-- one of them is not to blame the others.
with ceiling_activities(activity, activity_code) as (
    values ('machinery', 'MAY_MOC_TB'), ('demonstration', 'MO_HINH_TDKT_MOI')
),

ceilings as (
    select
        a.activity,
        cast(max(try_cast(c.max_amount_trieu_dong as decimal(12, 3))) * 1000000 as bigint)
            as amount_vnd
    from reference.ceilings as c
    inner join ceiling_activities as a on c.activity_code = a.activity_code
    where starts_with(c.confidence, 'verified') and starts_with(c.funding_scope, 'KCQG')
    group by a.activity
),

projects as (
    select p.*
    from staging.projects as p
    inner join staging.submissions as s on p.submission_id = s.submission_id
    where not p.row_error and s.in_force and not s.rejected
),

supports as (
    select
        d.*,
        p.activity,
        p.spent_vnd as project_spent,
        p.counterpart_vnd as project_counterpart
    from staging.technology_supports as d
    inner join projects as p
        on d.submission_id = p.submission_id and d.project_code = p.project_code
    where not d.row_error
),

amounts as (
    select
        p.submission_id, p.unit_code, p.year, p.sheet, p.row_no, p.project_code, p.activity,
        'spent_vnd' as column_name, p.spent_vnd as amount, p.planned_vnd as own_plan
    from projects as p
    where p.spent_vnd > 0
    union all
    select
        p.submission_id, p.unit_code, p.year, p.sheet, p.row_no, p.project_code, p.activity,
        'planned_vnd', p.planned_vnd, null
    from projects as p
    where p.planned_vnd > 0
    union all
    select
        d.submission_id, d.unit_code, d.year, d.sheet, d.row_no, d.project_code, d.activity,
        'support_vnd', d.support_vnd, null
    from supports as d
    where d.support_vnd > 0
    union all
    select
        d.submission_id, d.unit_code, d.year, d.sheet, d.row_no, d.project_code, d.activity,
        'investment_vnd', d.investment_vnd, null
    from supports as d
    where d.investment_vnd > 0
    union all
    select
        p.submission_id, p.unit_code, p.year, p.sheet, p.row_no, p.project_code, p.activity,
        'counterpart_vnd', p.counterpart_vnd, null
    from projects as p
    where p.counterpart_vnd > 0
    union all
    select
        d.submission_id, d.unit_code, d.year, d.sheet, d.row_no, d.project_code,
        'management ' || d.activity, 'spent_vnd', d.spent_vnd, null
    from staging.management_activities as d
    inner join staging.submissions as s on d.submission_id = s.submission_id
    where not d.row_error and s.in_force and not s.rejected and d.spent_vnd > 0
),

votes as (
    select
        submission_id, unit_code, activity, column_name, median(amount)::bigint as amount,
        count(*) over (partition by activity, column_name) - 1 as others_of_all
    from amounts
    where activity is not null
    group by submission_id, unit_code, activity, column_name
),

pooled as (
    select *, 'everybody' as pool from votes
    union all by name
    select *, unit_code as pool from votes
),

-- Every vote has its place in its pool: what is in the middle once it is left out follows from
-- that. Pairing each amount with each vote would grow with the square of the reports.
ranked as (
    select
        *,
        row_number() over (partition by pool, activity, column_name order by amount, submission_id)
            as place,
        count(*) over (partition by pool, activity, column_name) - 1 as others
    from pooled
),

middles as (
    select
        *,
        (others + 1) // 2 + ((others + 1) // 2 >= place)::int as lower_place,
        others // 2 + 1 + (others // 2 + 1 >= place)::int as upper_place
    from ranked
),

voted as (
    select
        a.submission_id, a.sheet, a.row_no, a.column_name, m.pool, m.others, m.others_of_all,
        greatest(low.amount, least(a.amount, high.amount)) as reference
    from amounts as a
    inner join middles as m
        on a.submission_id = m.submission_id and a.activity = m.activity
        and a.column_name = m.column_name
    inner join ranked as low
        on m.pool = low.pool and m.activity = low.activity and m.column_name = low.column_name
        and m.lower_place = low.place
    inner join ranked as high
        on m.pool = high.pool and m.activity = high.activity and m.column_name = high.column_name
        and m.upper_place = high.place
),

elsewhere as (
    select submission_id, sheet, row_no, column_name, reference
    from voted
    where pool = 'everybody' and others >= 3
),

other_years as (
    select submission_id, sheet, row_no, column_name, reference
    from voted
    where pool <> 'everybody' and others >= 2 and others_of_all < 3
),

-- A project's support and counterpart make up the investment: what the total leaves for one of
-- them. Where rows are missing that is little or much, so that here the factor must be clean.
parts_of_total as (
    select
        d.submission_id, d.sheet, d.row_no, 'investment_vnd' as column_name,
        d.investment_vnd as amount,
        d.project_spent + d.project_counterpart + d.investment_vnd
            - sum(d.investment_vnd) over (partition by d.submission_id, d.project_code) as reference,
        'phần còn lại của kinh phí thực hiện và vốn đối ứng của đề án' as compared_vi,
        'what its project''s support and counterpart leave for it' as compared_en
    from supports as d
    qualify
        count(*) over (partition by d.submission_id, d.project_code)
        = count(d.investment_vnd) over (partition by d.submission_id, d.project_code)
    union all
    select
        p.submission_id, p.sheet, p.row_no, 'counterpart_vnd',
        p.counterpart_vnd, t.investment_vnd - p.spent_vnd,
        'tổng vốn đầu tư của các cơ sở trừ kinh phí thực hiện',
        'the investment of its establishments less what the project spent'
    from projects as p
    inner join (
        select submission_id, project_code, sum(investment_vnd) as investment_vnd
        from supports
        group by submission_id, project_code
        having count(*) = count(investment_vnd)
    ) as t on p.submission_id = t.submission_id and p.project_code = t.project_code
),

compared as (
    select
        a.submission_id, a.sheet, a.row_no, a.column_name, a.amount,
        1 as place, 100 as least_ratio, e.reference,
        'mức thường gặp của hoạt động này ở các báo cáo khác' as compared_vi,
        'what other submissions tell of this activity' as compared_en
    from amounts as a
    inner join elsewhere as e
        on a.submission_id = e.submission_id and a.sheet = e.sheet
        and a.row_no = e.row_no and a.column_name = e.column_name
    union all
    select
        a.submission_id, a.sheet, a.row_no, a.column_name, a.amount,
        2, 100, y.reference,
        'mức thường gặp của hoạt động này trong các năm khác của đơn vị',
        'what the unit tells of this activity in other years'
    from amounts as a
    inner join other_years as y
        on a.submission_id = y.submission_id and a.sheet = y.sheet
        and a.row_no = y.row_no and a.column_name = y.column_name
    union all
    select
        a.submission_id, a.sheet, a.row_no, a.column_name, a.amount,
        3, 100, c.amount_vnd, 'mức chi tối đa', 'the ceiling'
    from amounts as a
    inner join ceilings as c on a.activity = c.activity
    where a.column_name = 'support_vnd' and a.amount > c.amount_vnd
    union all
    select
        a.submission_id, a.sheet, a.row_no, a.column_name, a.amount,
        4, 100, a.own_plan, 'kinh phí kế hoạch của đề án', 'the project''s plan'
    from amounts as a
    where a.own_plan > 0
    union all
    select
        d.submission_id, d.sheet, d.row_no, 'support_vnd', d.support_vnd,
        5, 100, d.project_spent, 'kinh phí thực hiện của đề án', 'what the project spent'
    from supports as d
    where d.support_vnd > 0 and d.project_spent > 0
    union all
    select
        p.submission_id, p.sheet, p.row_no, 'counterpart_vnd', p.counterpart_vnd,
        7, 100, p.spent_vnd, 'kinh phí thực hiện của đề án', 'what the project spent'
    from projects as p
    where p.counterpart_vnd > 0 and p.spent_vnd > 0
    union all
    select
        submission_id, sheet, row_no, column_name, amount,
        6, 900, reference, compared_vi, compared_en
    from parts_of_total
    where
        amount > 0 and reference > 0
        and (
            greatest(amount, reference)::double / least(amount, reference) between 900 and 1100
            or greatest(amount, reference)::double / least(amount, reference)
            between 900000 and 1100000
        )
),

judged as (
    select
        *,
        greatest(amount, reference)::double / least(amount, reference) as ratio,
        -- where the usual amount is known, it decides which of two amounts is wrong
        max(place <= 2) over (partition by submission_id, sheet, row_no, column_name)
            as is_usual_known,
        -- spent and planned are near each other: when they are not, one is wrong, however usual
        max(
            place <= 2 and column_name = 'planned_vnd'
            and greatest(amount, reference)::double / least(amount, reference) >= least_ratio
        ) over (partition by submission_id, sheet, row_no) as is_plan_wrong
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
where
    ratio >= least_ratio
    and case
        when place <= 3 then true
        when place = 4 then not is_plan_wrong
        else not is_usual_known
    end
qualify row_number() over (
    partition by submission_id, sheet, row_no, column_name order by place
) = 1
