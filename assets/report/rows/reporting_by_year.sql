-- How many yearly reports were due, came in, came late and never came, and their rows.
with due as (
    select
        year, count(*) as expected, count(received_at) as received,
        count(*) filter (where days_late > 0) as late,
        count(*) filter (where received_at is null) as missing
    from quality.completeness
    group by year
),
read as (
    select
        year, sum(rows_accepted)::bigint as rows_accepted,
        sum(rows_quarantined)::bigint as rows_held
    from quality.submissions
    where status in ('accepted', 'accepted_with_findings')
    group by year
)
select
    due.year::varchar as year, due.expected, due.received, due.late, due.missing,
    coalesce(read.rows_accepted, 0) as rows_accepted,
    coalesce(read.rows_held, 0) as rows_held
from due
left join read using (year)
where due.year between $from_year and $to_year
order by due.year
