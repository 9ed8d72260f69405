/*
code = "budget.plan_unused"
stage = 3
severity = "notice"
title_vi = "Kế hoạch của các đề án chưa hết kế hoạch kinh phí được giao"
title_en = "The projects' plans leave part of the budget"
message_vi = "Ô {cell}: kế hoạch kinh phí được giao ({funding_vi}) là {assigned_vnd:vnd}; tổng kế hoạch của các đề án là {planned_vnd:vnd}, nhỏ hơn số được giao."
message_en = "Cell {cell}: the budget assigned ({funding_en}) is {assigned_vnd:vnd}; the plans of the projects add up to {planned_vnd:vnd}, less than that."
mend_vi = "Đề nghị kiểm tra báo cáo đã đủ các đề án chưa; nếu kinh phí chưa phân bổ hết thì không cần sửa."
mend_en = "Please check that no project is missing; if money was left over, nothing is to be mended."
reason_vi = "Kinh phí được giao mà chưa có đề án có thể là do báo cáo còn thiếu đề án."
reason_en = "A budget that no project uses may show that a project is missing from the report."
*/
select
    submission_id,
    sheet,
    row_no,
    column_name,
    assigned_vnd,
    planned_vnd,
    funding_vi,
    funding_en
from staging.plans_compared
where planned_vnd < assigned_vnd
