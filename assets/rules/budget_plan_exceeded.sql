/*
code = "budget.plan_exceeded"
stage = 3
severity = "warning"
title_vi = "Kế hoạch của các đề án vượt kế hoạch kinh phí được giao"
title_en = "The projects' plans exceed the budget assigned"
message_vi = "Ô {cell}: kế hoạch kinh phí được giao ({funding_vi}) là {assigned_vnd:vnd}; tổng kế hoạch của các đề án là {planned_vnd:vnd}, lớn hơn số được giao."
message_en = "Cell {cell}: the budget assigned ({funding_en}) is {assigned_vnd:vnd}; the plans of the projects add up to {planned_vnd:vnd}, more than that."
mend_vi = "Đề nghị kiểm tra kế hoạch được giao ở trang thông tin chung và kế hoạch của từng đề án."
mend_en = "Please check the budget on the cover and the plan of each project."
reason_vi = "Tổng kế hoạch của các đề án không thể lớn hơn kinh phí được giao; vượt thì một trong các số bị ghi nhầm."
reason_en = "The plans of all projects cannot exceed what was assigned; if they do, one of the amounts is wrong."
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
where planned_vnd > assigned_vnd
