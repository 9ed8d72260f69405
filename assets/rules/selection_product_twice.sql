/*
code = "selection.product_twice"
stage = 3
severity = "warning"
title_vi = "Một sản phẩm được ghi hai lần trong cùng một kỳ bình chọn"
title_en = "A product stands twice in one selection round"
message_vi = "Ô {cell}: sản phẩm “{value}” của cơ sở “{establishment}” đã có trong cùng kỳ và cùng cấp bình chọn năm {round_year} (tệp “{other_path}”, {other_sheet}, dòng {other_row})."
message_en = "Cell {cell}: “{value}” of “{establishment}” stands in the same round of {round_year} and level already (file “{other_path}”, {other_sheet}, row {other_row})."
mend_vi = "Đề nghị chỉ giữ lại một dòng; nếu là hai sản phẩm, đề nghị ghi rõ tên từng sản phẩm."
mend_en = "Please keep one row; name each product if they are two."
reason_vi = "Mỗi sản phẩm chỉ được công nhận một lần trong một kỳ bình chọn; ghi hai lần làm tăng số sản phẩm."
reason_en = "A product is honoured once a round; told twice it raises the number of products."
*/
with honours as (
    select
        t.submission_id, t.sheet, t.row_no, t.establishment, t.round_year, t.level, s.path,
        l.establishment_id, k.key as product_key,
        row_number() over (
            partition by t.round_year, t.level, l.establishment_id, k.key
            order by t.year, s.path, t.sheet, t.row_no
        ) as number
    from staging.selected_products as t
    inner join staging.counted_details as c on t.row_id = c.row_id
    inner join staging.submissions as s on t.submission_id = s.submission_id
    inner join staging.establishment_links as l on t.row_id = l.row_id
    inner join staging.text_keys as k on t.product = k.written
)

select
    later.submission_id,
    later.sheet,
    later.row_no,
    'product' as column_name,
    later.establishment,
    later.round_year,
    earlier.path as other_path,
    earlier.sheet as other_sheet,
    earlier.row_no as other_row
from honours as later
inner join honours as earlier
    on later.round_year = earlier.round_year
    and later.level = earlier.level
    and later.establishment_id = earlier.establishment_id
    and later.product_key = earlier.product_key
    and later.number = earlier.number + 1
