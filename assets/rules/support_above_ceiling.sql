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
-- What one project gives one establishment counts together, and the finding stands at its first row.
-- Which ceilings apply, and when, stands in staging.support_ceilings.
select
    submission_id,
    sheet,
    row_no,
    'support_vnd' as column_name,
    support_vnd,
    limit_vnd,
    limit_vi,
    limit_en
from staging.support_ceilings
where verdict = 'above'
