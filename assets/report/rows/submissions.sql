-- How many yearly reports are in force, how many files were refused, how many rows are held back.
select
    count(*) filter (where status in ('accepted', 'accepted_with_findings')) as in_force,
    count(*) filter (where status = 'rejected') as rejected,
    coalesce(sum(rows_quarantined) filter (
        where status in ('accepted', 'accepted_with_findings')
    ), 0)::bigint as held_rows
from quality.submissions
where year between $from_year and $to_year
