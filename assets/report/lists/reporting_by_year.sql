-- The yearly reports due, each with when it was due and came; then the rows of those in force.
with units as (
    select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) as name_vi
    from core.units
    where is_reporting
    group by unit_code
),
in_force as (
    select * from quality.submissions
    where status in ('accepted', 'accepted_with_findings')
),
read as (
    select
        c.submission_id, c.sheet, c.row_no,
        q.row_no is not null as is_held
    from (
        select distinct submission_id, sheet, row_no from quality.cells
        where table_name <> 'cover'
    ) as c
    left join quality.quarantine as q using (submission_id, sheet, row_no)
)
select
    coalesce(in_force.path, 'Chưa có tệp báo cáo') as path, coalesce(units.name_vi, c.unit_code) as part,
    'năm ' || c.year as line,
    concat_ws(
        '; ',
        'hạn gửi ' || strftime(c.due_on, '%d/%m/%Y'),
        if(
            c.received_at is null, 'chưa nhận được',
            'nhận ngày ' || strftime(c.received_at + interval 7 hours, '%d/%m/%Y')
        ),
        if(c.days_late > 0, 'chậm ' || c.days_late || ' ngày', null)
    ) as told,
    c.year::varchar as year, 1 as expected, (c.received_at is not null)::bigint as received,
    coalesce(c.days_late > 0, false)::bigint as late, (c.received_at is null)::bigint as missing,
    null as rows_accepted, null as rows_held
from quality.completeness as c
left join units using (unit_code)
left join in_force on in_force.unit_code = c.unit_code and in_force.year = c.year
where c.year between $from_year and $to_year
union all
select
    in_force.path, read.sheet, '', 'dòng ' || string_agg(read.row_no, ', ' order by read.row_no),
    in_force.year::varchar, null, null, null, null,
    count(*) filter (where not read.is_held), count(*) filter (where read.is_held)
from read
join in_force using (submission_id)
where in_force.year between $from_year and $to_year
group by in_force.path, read.sheet, in_force.year, read.is_held
order by year, path, part, told
