/*
code = "detail.project_unknown"
stage = 2
severity = "error"
must_hold_back = true
title_vi = "Không có đề án mang mã này"
title_en = "Nobody reports a project of that code"
message_vi = "Ô {cell}: không có đề án nào mang mã “{project_code}” trong báo cáo này hay báo cáo khác đang có hiệu lực; dòng này chưa được tính."
message_en = "Cell {cell}: no project “{project_code}” is reported, here or in another submission in force; the row does not count yet."
mend_vi = "Đề nghị kiểm tra mã hoặc bổ sung đề án."
mend_en = "Please check the code or add the project."
reason_vi = "Không có đề án thì không biết dòng thuộc nội dung, nguồn kinh phí và tình trạng nào."
reason_en = "Without its project a row has no content, no funding and no status."
*/
-- Own project rows that are held back are another rule's; here the code stands nowhere.
with details as (
    select submission_id, sheet, row_no, project_code from staging.training_classes
    union all
    select submission_id, sheet, row_no, project_code from staging.technology_supports
    union all
    select submission_id, sheet, row_no, project_code from staging.fair_booths
    union all
    select submission_id, sheet, row_no, project_code from staging.selected_products
    union all
    select submission_id, sheet, row_no, project_code from staging.brands
    union all
    select submission_id, sheet, row_no, project_code from staging.designs
    union all
    select submission_id, sheet, row_no, project_code from staging.information_items
    union all
    select submission_id, sheet, row_no, project_code from staging.cluster_works
    union all
    select submission_id, sheet, row_no, project_code from staging.international_activities
    union all
    select submission_id, sheet, row_no, project_code from staging.management_activities
),

own_projects as (
    select distinct submission_id, project_code
    from staging.projects
),

accepted_projects as (
    select distinct p.project_code
    from staging.projects as p
    inner join staging.submissions as s on p.submission_id = s.submission_id
    where s.in_force and not s.rejected and not p.row_error
)

select
    d.submission_id,
    d.sheet,
    d.row_no,
    'project_code' as column_name,
    d.project_code
from details as d
left join own_projects as o
    on d.submission_id = o.submission_id and d.project_code = o.project_code
left join accepted_projects as a on d.project_code = a.project_code
where d.project_code is not null and o.project_code is null and a.project_code is null
