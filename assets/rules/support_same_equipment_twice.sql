/*
code = "support.same_equipment_twice"
stage = 3
severity = "warning"
title_vi = "Một cơ sở được hỗ trợ hai lần cho cùng thiết bị"
title_en = "An establishment is supported twice for the same equipment"
message_vi = "Ô {cell}: cơ sở “{establishment}” đã được hỗ trợ “{value}” trong đề án “{other_project}” (tệp “{other_path}”, {other_sheet}, dòng {other_row})."
message_en = "Cell {cell}: “{establishment}” was supported for “{value}” already by the project “{other_project}” (file “{other_path}”, {other_sheet}, row {other_row})."
mend_vi = "Đề nghị kiểm tra hồ sơ hai lần hỗ trợ; nếu là một lần ghi hai dòng, đề nghị xóa một dòng; nếu là hai thiết bị, đề nghị ghi rõ tên từng thiết bị."
mend_en = "Please check both supports: delete the row if it is one support told twice; name each machine if they are two."
reason_vi = "Một thiết bị chỉ được hỗ trợ một lần từ kinh phí khuyến công."
reason_en = "One piece of equipment is supported once only."
*/
-- Establishments are the resolved ones, whatever their spellings; texts compare as headings do. Only
-- rows that count: one project told by two units is one support.
with supports as (
    select
        t.submission_id, t.sheet, t.row_no, t.establishment, t.project_code, t.year, s.path,
        l.establishment_id, k.key as equipment_key,
        row_number() over (
            partition by l.establishment_id, k.key order by t.year, s.path, t.sheet, t.row_no
        ) as number
    from staging.technology_supports as t
    inner join staging.counted_details as c on t.row_id = c.row_id
    inner join staging.submissions as s on t.submission_id = s.submission_id
    inner join staging.establishment_links as l on t.row_id = l.row_id
    inner join staging.text_keys as k on t.equipment = k.written
)

select
    later.submission_id,
    later.sheet,
    later.row_no,
    'equipment' as column_name,
    later.establishment,
    earlier.project_code as other_project,
    earlier.path as other_path,
    earlier.sheet as other_sheet,
    earlier.row_no as other_row
from supports as later
inner join supports as earlier
    on later.establishment_id = earlier.establishment_id
    and later.equipment_key = earlier.equipment_key
    and later.number = earlier.number + 1
