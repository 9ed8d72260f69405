/*
code = "support.differs_from_spent"
stage = 3
severity = "warning"
title_vi = "Kinh phí hỗ trợ các cơ sở không bằng kinh phí thực hiện của đề án"
title_en = "The support of the establishments differs from what the project spent"
message_vi = "Ô {cell}: kinh phí thực hiện của đề án là {spent_vnd:vnd}, còn tổng kinh phí hỗ trợ các cơ sở ở biểu chi tiết là {support_vnd:vnd}."
message_en = "Cell {cell}: the project spent {spent_vnd:vnd}, while the support of its establishments adds up to {support_vnd:vnd}."
mend_vi = "Đề nghị kiểm tra lại hai số này."
mend_en = "Please check both."
reason_vi = "Kinh phí thực hiện của đề án và kinh phí hỗ trợ các cơ sở là cùng một khoản, ghi ở hai biểu."
reason_en = "What a project spent and what its establishments received is one sum, told on two sheets."
*/
-- Within one submission, and only where no row of the sum is held back.
with supports as (
    select
        submission_id,
        project_code,
        sum(support_vnd) as support_vnd,
        bool_or(row_error) as is_incomplete
    from staging.technology_supports
    group by submission_id, project_code
)

select
    p.submission_id,
    p.sheet,
    p.row_no,
    'spent_vnd' as column_name,
    p.spent_vnd,
    t.support_vnd
from staging.projects as p
inner join staging.submissions as s on p.submission_id = s.submission_id
inner join supports as t
    on p.submission_id = t.submission_id and p.project_code = t.project_code
where
    s.in_force and not s.rejected and not p.row_error and not t.is_incomplete
    and p.status in ('completed', 'adjusted')
    and p.spent_vnd <> t.support_vnd
