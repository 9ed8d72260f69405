/*
code = "count.out_of_scale"
stage = 3
severity = "warning"
title_vi = "Số lượng lớn bất thường so với các dòng khác"
title_en = "A number far above those of the other rows"
message_vi = "Ô {cell}: {label_vi} là {value}, gấp hơn {times} lần mức thường gặp ở các dòng khác ({usual})."
message_en = "Cell {cell}: {value} {label_en} are more than {times} times what other rows usually tell ({usual})."
mend_vi = "Đề nghị kiểm tra xem có gõ thừa chữ số hoặc ghi nhầm cột không; nếu số đúng thì không cần sửa."
mend_en = "Please check for a digit too many or a wrong column; if the number is right, nothing is to be mended."
reason_vi = "Một con số lớn gấp nhiều lần mức thường gặp phần lớn là gõ thừa chữ số và làm sai tổng số."
reason_en = "A number many times the usual one is mostly a digit too many, and falsifies the total."
*/
-- How many times the median is too much stands in reference/measure_limits.csv. Below six rows in
-- force there is no usual number.
with counts as (
    select submission_id, sheet, row_no, row_error, 'trainees' as measure, trainees as amount
    from staging.training_classes
    union all
    select submission_id, sheet, row_no, row_error, 'women', women from staging.training_classes
    union all
    select submission_id, sheet, row_no, row_error, 'booths', booths from staging.fair_booths
    union all
    select submission_id, sheet, row_no, row_error, 'designs', designs from staging.designs
    union all
    select submission_id, sheet, row_no, row_error, 'new_jobs', new_jobs
    from staging.technology_supports
    union all
    select submission_id, sheet, row_no, row_error, 'delegates', delegates
    from staging.management_activities
    union all
    select submission_id, sheet, row_no, row_error, 'participants', participants
    from staging.international_activities
),

in_force as (
    select c.submission_id, c.sheet, c.row_no, c.measure, c.amount
    from counts as c
    inner join staging.submissions as s on c.submission_id = s.submission_id
    where s.in_force and not s.rejected and not c.row_error and c.amount > 0
),

usual as (
    select
        i.*, l.label_vi, l.label_en, cast(l.times_median as bigint) as times,
        median(i.amount) over (partition by i.measure) as median_amount,
        count(*) over (partition by i.measure) as rows_told
    from in_force as i
    inner join reference.measure_limits as l on i.measure = l.measure
    where l.times_median is not null
)

select
    submission_id,
    sheet,
    row_no,
    measure as column_name,
    label_vi,
    label_en,
    times,
    cast(floor(median_amount) as bigint) as usual
from usual
where rows_told >= 6 and amount > times * median_amount
