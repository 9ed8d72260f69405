/*
code = "project.activity_outside_content"
stage = 3
severity = "warning"
title_vi = "Hoạt động không thuộc nội dung khuyến công của đề án"
title_en = "The activity does not belong to the content"
message_vi = "Ô {cell}: hoạt động “{value}” thuộc nội dung {activity_contents}, không phải nội dung {content_no} của đề án."
message_en = "Cell {cell}: the activity “{value}” belongs to content {activity_contents}, not to the project's content {content_no}."
mend_vi = "Đề nghị kiểm tra lại nội dung hoặc hoạt động."
mend_en = "Please check the content or the activity."
reason_vi = "Đề án được tổng hợp theo nội dung; hoạt động không thuộc nội dung cho thấy một trong hai bị ghi nhầm."
reason_en = "Projects are totalled by content; an activity of another shows that one of the two is wrong."
*/
with contents as (
    select
        activity,
        list(cast(content_no as bigint) order by cast(content_no as bigint)) as numbers
    from reference.activities
    group by activity
)

select
    p.submission_id,
    p.sheet,
    p.row_no,
    'activity' as column_name,
    p.content_no,
    array_to_string(c.numbers, ', ') as activity_contents
from staging.projects as p
inner join staging.submissions as s on p.submission_id = s.submission_id
inner join contents as c on p.activity = c.activity
where
    s.in_force and not s.rejected and not p.row_error
    and not list_contains(c.numbers, p.content_no)
