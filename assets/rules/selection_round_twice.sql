/*
code = "selection.round_twice"
stage = 3
severity = "warning"
title_vi = "Một kỳ bình chọn cấp tỉnh do hai đề án tổ chức"
title_en = "Two projects held the province's selection of one year"
message_vi = "Ô {cell}: kỳ bình chọn cấp tỉnh năm {round_year} đã có ở đề án “{other_project}” (tệp “{other_path}”)."
message_en = "Cell {cell}: the province's selection of {round_year} is told by the project “{other_project}” already (file “{other_path}”)."
mend_vi = "Đề nghị kiểm tra năm bình chọn và mã đề án; các sản phẩm của một kỳ chỉ ghi theo một đề án."
mend_en = "Please check the year of the round and the project code; the products of a round belong to one project."
reason_vi = "Mỗi năm có nhiều nhất một kỳ bình chọn cấp tỉnh, do một đề án tổ chức."
reason_en = "The province holds one selection a year at most, by one project."
*/
-- The finding stands at the first row of each later project.
with rounds as (
    select
        t.project_code, t.round_year, t.submission_id, t.sheet, t.row_no, t.year, s.path
    from staging.selected_products as t
    inner join staging.counted_details as c on t.row_id = c.row_id
    inner join staging.submissions as s on t.submission_id = s.submission_id
    where t.level = 'province' and t.project_code is not null
    qualify row_number() over (
        partition by t.project_code, t.round_year order by t.year, s.path, t.sheet, t.row_no
    ) = 1
),

numbered as (
    select
        *,
        row_number() over (partition by round_year order by year, path, sheet, row_no) as number
    from rounds
)

select
    later.submission_id,
    later.sheet,
    later.row_no,
    'project_code' as column_name,
    later.round_year,
    earlier.project_code as other_project,
    earlier.path as other_path
from numbered as later
inner join numbered as earlier
    on later.round_year = earlier.round_year and earlier.number = 1
where later.number > 1
