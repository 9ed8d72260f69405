/*
code = "measure.jumps"
stage = 3
severity = "warning"
title_vi = "Số liệu của đơn vị tăng, giảm đột biến so với năm trước"
title_en = "A unit's figure jumps from one year to the next"
message_vi = "Ô {cell}: {label_vi} của đơn vị năm {year} là {amount_vi}, năm trước là {last_amount_vi}; thay đổi từ {times} lần trở lên. Ô này có số lớn nhất trong năm."
message_en = "Cell {cell}: the unit's {label_en} of {year} are {amount_en}, those of the year before {last_amount_en}; a change by {times} times or more. This cell holds the largest number of the year."
mend_vi = "Đề nghị kiểm tra lại số liệu của cả hai năm; nếu số đúng thì không cần sửa, chỉ nêu lý do trong cột ghi chú."
mend_en = "Please check both years; if they are right, nothing is to be mended but a note added why."
reason_vi = "Thay đổi quá lớn giữa hai năm thường do nhầm đơn vị tính, thừa chữ số hoặc báo cáo thiếu."
reason_en = "So great a change from year to year is mostly a wrong unit, a digit too many or a report that lacks rows."
*/
-- Which change is too great stands in reference/measure_limits.csv: a factor, and the least change
-- that is worth a look. A unit without the measure in one of the years is a matter of completeness.
-- The year must be that far from the middle of the unit's other years too: after a year that has
-- slipped, the honest one that follows is not to be blamed.
with told as (
    select submission_id, sheet, row_no, unit_code, year, row_error,
        'trainees' as measure, 'trainees' as column_name, trainees as amount
    from staging.training_classes
    union all
    select submission_id, sheet, row_no, unit_code, year, row_error,
        'spent_vnd', 'spent_vnd', spent_vnd
    from staging.projects
    where delivery = 'own' and status in ('completed', 'adjusted')
    union all
    select submission_id, sheet, row_no, unit_code, year, row_error,
        'projects', 'project_code', 1
    from staging.projects
    where delivery = 'own' and status in ('completed', 'adjusted')
),

by_year as (
    select
        t.unit_code, t.year, t.measure,
        sum(t.amount)::bigint as amount,
        t.measure = 'spent_vnd' as is_money,
        arg_max(t.submission_id, (t.amount, -t.row_no)) as submission_id,
        arg_max(t.sheet, (t.amount, -t.row_no)) as sheet,
        arg_max(t.row_no, (t.amount, -t.row_no)) as row_no,
        any_value(t.column_name) as column_name
    from told as t
    inner join staging.submissions as s on t.submission_id = s.submission_id
    where s.in_force and not s.rejected and not t.row_error and t.amount > 0
    group by t.unit_code, t.year, t.measure
),

other_years as (
    select
        this.unit_code, this.year, this.measure,
        list(other.amount order by other.amount) as amounts
    from by_year as this
    inner join by_year as other
        on this.unit_code = other.unit_code and this.measure = other.measure
        and this.year <> other.year
    group by this.unit_code, this.year, this.measure
),

-- Where the middle lies between two years, the nearer one.
usual as (
    select
        this.unit_code, this.year, this.measure,
        greatest(
            o.amounts[(len(o.amounts) + 1) // 2],
            least(this.amount, o.amounts[len(o.amounts) // 2 + 1])
        ) as amount
    from by_year as this
    inner join other_years as o
        on this.unit_code = o.unit_code and this.measure = o.measure and this.year = o.year
)

select
    this.submission_id,
    this.sheet,
    this.row_no,
    this.column_name,
    l.label_vi,
    l.label_en,
    this.year,
    replace(format('{:,}', this.amount), ',', '.') || if(this.is_money, ' đồng', '') as amount_vi,
    replace(format('{:,}', last.amount), ',', '.') || if(this.is_money, ' đồng', '')
        as last_amount_vi,
    format('{:,}', this.amount) || if(this.is_money, ' VND', '') as amount_en,
    format('{:,}', last.amount) || if(this.is_money, ' VND', '') as last_amount_en,
    l.times_last_year as times
from by_year as this
inner join by_year as last
    on this.unit_code = last.unit_code and this.measure = last.measure
    and this.year = last.year + 1
inner join usual as u
    on this.unit_code = u.unit_code and this.measure = u.measure and this.year = u.year
inner join reference.measure_limits as l on this.measure = l.measure
where
    greatest(this.amount, last.amount)
    >= cast(l.times_last_year as bigint) * least(this.amount, last.amount)
    and abs(this.amount - last.amount) >= cast(l.least_change as bigint)
    and greatest(this.amount, u.amount)
    >= cast(l.times_last_year as bigint) * least(this.amount, u.amount)
