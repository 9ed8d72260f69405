/*
code = "date.outside_year"
stage = 3
severity = "warning"
title_vi = "Thời gian không thuộc năm báo cáo"
title_en = "A date outside the year of the report"
message_vi = "Ô {cell}: “{value}” nằm ngoài khoảng thời gian của báo cáo năm {year} ({window_vi})."
message_en = "Cell {cell}: “{value}” lies outside the time a report for {year} may tell of ({window_en})."
mend_vi = "Đề nghị kiểm tra lại ngày, tháng, năm; nếu việc thuộc năm khác, đề nghị chuyển sang báo cáo của năm đó."
mend_en = "Please check the date; if it belongs to another year, please report it there."
reason_vi = "Báo cáo của một năm chỉ gồm các việc của năm đó; ngày của năm khác thường là gõ nhầm."
reason_en = "A year's report tells of that year; a date of another is as a rule a slip."
*/
-- How far a date may honestly lie from the report's year stands in reference/day_windows.csv, which
-- the blank templates go by too.
with told as (
    select submission_id, sheet, row_no, row_error, 'projects' as table_name,
        'approved_on' as column_name, year(approved_on) as told_year
    from staging.projects
    union all
    select submission_id, sheet, row_no, row_error, 'projects', 'accepted_on', year(accepted_on)
    from staging.projects
    union all
    select submission_id, sheet, row_no, row_error, 'training_classes', 'starts_on', year(starts_on)
    from staging.training_classes
    union all
    select submission_id, sheet, row_no, row_error, 'training_classes', 'ends_on', year(ends_on)
    from staging.training_classes
    union all
    select submission_id, sheet, row_no, row_error, 'fair_booths', 'opens_on', year(opens_on)
    from staging.fair_booths
    union all
    select submission_id, sheet, row_no, row_error, 'fair_booths', 'closes_on', year(closes_on)
    from staging.fair_booths
    union all
    select submission_id, sheet, row_no, row_error, 'selected_products', 'round_year', round_year
    from staging.selected_products
    union all
    select submission_id, sheet, row_no, row_error, 'brands', 'certified_on', year(certified_on)
    from staging.brands
    union all
    select submission_id, sheet, row_no, row_error, 'information_items', 'published_on',
        year(published_on)
    from staging.information_items
    union all
    select submission_id, sheet, row_no, row_error, 'international_activities', 'held_on',
        year(held_on)
    from staging.international_activities
    union all
    select submission_id, sheet, row_no, row_error, 'management_activities', 'held_on',
        year(held_on)
    from staging.management_activities
),

windows as (
    select
        y.year, w.table_name, w.column_name,
        y.year - cast(w.years_before as bigint) as first_year,
        y.year + cast(w.years_after as bigint) as last_year
    from (select distinct year from staging.submissions) as y
    cross join reference.day_windows as w
)

select
    t.submission_id,
    t.sheet,
    t.row_no,
    t.column_name,
    s.year,
    if(
        w.first_year = w.last_year, 'chỉ trong năm ' || w.first_year,
        'từ năm ' || w.first_year || ' đến năm ' || w.last_year
    ) as window_vi,
    if(
        w.first_year = w.last_year, w.first_year || ' alone', w.first_year || ' to ' || w.last_year
    ) as window_en
from told as t
inner join staging.submissions as s on t.submission_id = s.submission_id
inner join windows as w
    on s.year = w.year and t.table_name = w.table_name and t.column_name = w.column_name
where
    s.in_force and not s.rejected and not t.row_error
    and t.told_year not between w.first_year and w.last_year
