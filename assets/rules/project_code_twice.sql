/*
code = "project.code_twice"
stage = 1
severity = "error"
title_vi = "Một mã đề án dùng hai lần trong cùng báo cáo"
title_en = "A project code is used twice in one submission"
message_vi = "Ô {cell}: mã đề án “{project_code}” có ở nhiều dòng ({rows_vi}) nên không rõ dòng nào đúng; các dòng này chưa được tính."
message_en = "Cell {cell}: the project code “{project_code}” stands in several rows ({rows_en}), and it is unclear which one holds; none counts yet."
mend_vi = "Đề nghị mỗi đề án chỉ ghi một dòng, một mã."
mend_en = "Please give each project one row and one code."
reason_vi = "Mã đề án là duy nhất trong tỉnh; dùng hai lần thì không biết dòng nào đúng."
reason_en = "A project code is unique in the province; used twice, nobody knows which row holds."
*/
-- A row that is held back already uses up its code all the same.
with codes as (
    select
        submission_id,
        project_code,
        if(
            count(distinct sheet) = 1, string_agg(cast(row_no as varchar), ', ' order by row_no),
            string_agg('dòng ' || row_no || ' trang tính “' || sheet || '”', '; ' order by sheet, row_no)
        ) as rows_vi,
        if(
            count(distinct sheet) = 1, string_agg(cast(row_no as varchar), ', ' order by row_no),
            string_agg('row ' || row_no || ' of sheet “' || sheet || '”', '; ' order by sheet, row_no)
        ) as rows_en
    from staging.projects
    where project_code is not null
    group by submission_id, project_code
    having count(*) > 1
)

select
    p.submission_id,
    p.sheet,
    p.row_no,
    'project_code' as column_name,
    c.project_code,
    c.rows_vi,
    c.rows_en
from staging.projects as p
inner join codes as c on p.submission_id = c.submission_id and p.project_code = c.project_code
