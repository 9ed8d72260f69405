/*
code = "detail.project_held_back"
stage = 2
severity = "error"
must_hold_back = true
title_vi = "Đề án của dòng chi tiết chưa được tính"
title_en = "The row's project is held back"
message_vi = "Ô {cell}: đề án “{project_code}” ở biểu đề án ({rows_vi}) còn lỗi nên dòng này cũng chưa được tính."
message_en = "Cell {cell}: the project “{project_code}” ({rows_en} of the projects) is held back, and so is this row."
mend_vi = "Đề nghị sửa lỗi của đề án."
mend_en = "Please mend the project's row."
reason_vi = "Dòng chi tiết chỉ có nghĩa cùng với đề án của nó; đề án chưa được tính thì chi tiết cũng chưa được tính."
reason_en = "A detail row means something with its project only; while that is held back, so is the row."
*/
-- A project that is held back takes its detail rows along, whoever else reports it.
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
    select
        submission_id,
        project_code,
        bool_and(row_error) as is_held_back,
        if(
            count(distinct sheet) = 1, 'dòng ' || string_agg(cast(row_no as varchar), ', ' order by row_no),
            string_agg('dòng ' || row_no || ' trang tính “' || sheet || '”', '; ' order by sheet, row_no)
        ) as rows_vi,
        if(
            count(distinct sheet) = 1, 'row ' || string_agg(cast(row_no as varchar), ', ' order by row_no),
            string_agg('row ' || row_no || ' of sheet “' || sheet || '”', '; ' order by sheet, row_no)
        ) as rows_en
    from staging.projects
    group by submission_id, project_code
)

select
    d.submission_id,
    d.sheet,
    d.row_no,
    'project_code' as column_name,
    d.project_code,
    p.rows_vi,
    p.rows_en
from details as d
inner join own_projects as p
    on d.submission_id = p.submission_id and d.project_code = p.project_code
where p.is_held_back
