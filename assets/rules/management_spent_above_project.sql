/*
code = "management.spent_above_project"
stage = 3
severity = "warning"
title_vi = "Kinh phí các hoạt động quản lý lớn hơn kinh phí thực hiện của đề án"
title_en = "The activities of a project spent more than the project"
message_vi = "Ô {cell}: kinh phí thực hiện của đề án là {spent_vnd:vnd}, nhỏ hơn tổng kinh phí các hoạt động ở biểu quản lý là {activities_vnd:vnd}."
message_en = "Cell {cell}: the project spent {spent_vnd:vnd}, less than its activities on the management sheet, {activities_vnd:vnd} together."
mend_vi = "Đề nghị kiểm tra lại kinh phí của đề án và của từng hoạt động."
mend_en = "Please check the amounts of the project and of its activities."
reason_vi = "Kinh phí các hoạt động là một phần kinh phí thực hiện của đề án nên không thể lớn hơn."
reason_en = "What the activities spent is part of what their project spent."
*/
-- Within one submission, and only where no row of the sum is held back.
with activities as (
    select
        submission_id,
        project_code,
        sum(spent_vnd) as activities_vnd,
        bool_or(row_error) as is_incomplete
    from staging.management_activities
    group by submission_id, project_code
)

select
    p.submission_id,
    p.sheet,
    p.row_no,
    'spent_vnd' as column_name,
    p.spent_vnd,
    a.activities_vnd
from staging.projects as p
inner join staging.submissions as s on p.submission_id = s.submission_id
inner join activities as a
    on p.submission_id = a.submission_id and p.project_code = a.project_code
where
    s.in_force and not s.rejected and not p.row_error and not a.is_incomplete
    and p.status in ('completed', 'adjusted')
    and a.activities_vnd > p.spent_vnd
