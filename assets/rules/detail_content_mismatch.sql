/*
code = "detail.content_mismatch"
stage = 3
severity = "warning"
title_vi = "Dòng chi tiết không thuộc nội dung của đề án"
title_en = "The row does not belong to its project's content"
message_vi = "Ô {cell}: biểu này dành cho nội dung {contents}, nhưng đề án “{project_code}” thuộc nội dung {project_contents}."
message_en = "Cell {cell}: this sheet is for content {contents}, but the project “{project_code}” has content {project_contents}."
mend_vi = "Đề nghị kiểm tra mã đề án hoặc nội dung của đề án."
mend_en = "Please check the code or the project's content."
reason_vi = "Mỗi biểu chi tiết chỉ dành cho một số nội dung; dòng ghi nhầm đề án sẽ tính vào sai mục của báo cáo."
reason_en = "Each sheet is for certain contents; a row under the wrong project enters the wrong section."
*/
with details as (
    select submission_id, sheet, row_no, project_code, row_error, '1, 2' as contents
    from staging.training_classes
    union all
    select submission_id, sheet, row_no, project_code, row_error, '3' as contents
    from staging.technology_supports
    union all
    select submission_id, sheet, row_no, project_code, row_error, '4' as contents
    from staging.fair_booths
    union all
    select submission_id, sheet, row_no, project_code, row_error, '4' as contents
    from staging.selected_products
    union all
    select submission_id, sheet, row_no, project_code, row_error, '4' as contents
    from staging.brands
    union all
    select submission_id, sheet, row_no, project_code, row_error, '5' as contents
    from staging.designs
    union all
    select submission_id, sheet, row_no, project_code, row_error, '6' as contents
    from staging.information_items
    union all
    select submission_id, sheet, row_no, project_code, row_error, '7' as contents
    from staging.cluster_works
    union all
    select submission_id, sheet, row_no, project_code, row_error, '8' as contents
    from staging.international_activities
    union all
    select submission_id, sheet, row_no, project_code, row_error, '9' as contents
    from staging.management_activities
),

accepted_projects as (
    select p.submission_id, p.project_code, p.content_no, s.in_force
    from staging.projects as p
    inner join staging.submissions as s on p.submission_id = s.submission_id
    where not s.rejected and not p.row_error
),

-- The own submission's word on the project comes first, then that of the others in force.
judged as (
    select
        d.submission_id,
        d.sheet,
        d.row_no,
        d.project_code,
        d.contents,
        string_agg(distinct cast(p.content_no as varchar), ', ') as project_contents,
        bool_or(list_contains(string_split(d.contents, ', '), cast(p.content_no as varchar)))
            as is_fitting
    from details as d
    inner join staging.submissions as s on d.submission_id = s.submission_id
    inner join accepted_projects as p on d.project_code = p.project_code
    where
        s.in_force and not s.rejected and not d.row_error
        and (
            p.submission_id = d.submission_id
            or (
                p.in_force
                and not exists (
                    select 1 from accepted_projects as own
                    where
                        own.submission_id = d.submission_id
                        and own.project_code = d.project_code
                )
            )
        )
    group by d.submission_id, d.sheet, d.row_no, d.project_code, d.contents
)

select
    submission_id,
    sheet,
    row_no,
    'project_code' as column_name,
    project_code,
    contents,
    project_contents
from judged
where not is_fitting
