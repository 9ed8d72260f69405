/*
code = "support.ceiling_not_checked"
stage = 3
severity = "notice"
title_vi = "Chưa đủ dữ liệu để kiểm tra mức hỗ trợ tối đa"
title_en = "Not enough data to check the ceiling"
message_vi = "Ô {cell}: chưa đủ dữ liệu để kiểm tra mức hỗ trợ tối đa ({missing_vi})."
message_en = "Cell {cell}: not enough data to check the ceiling ({missing_en})."
mend_vi = "Đề nghị bổ sung ngày phê duyệt và tổng vốn đầu tư nếu còn thiếu; nếu đã đủ thì không cần sửa."
mend_en = "Please add the date of approval and the investment where they are missing; else nothing is to be mended."
reason_vi = "Khoản hỗ trợ chưa kiểm tra được không được coi là đạt mức quy định."
reason_en = "A support that could not be checked must not pass for one within the ceiling."
*/
select
    submission_id,
    sheet,
    row_no,
    'support_vnd' as column_name,
    missing_vi,
    missing_en
from staging.support_ceilings
where verdict = 'unknown'
