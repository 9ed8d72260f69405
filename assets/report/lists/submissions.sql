-- The files that came in, whether each is in force or was refused, and the rows each holds back.
select
    s.path, coalesce(s.unit_code, '') as part, coalesce('năm ' || s.year, '') as line,
    if(s.status = 'rejected', 'chưa được tiếp nhận', 'được dùng để tổng hợp') as told,
    (s.status <> 'rejected')::bigint as in_force, (s.status = 'rejected')::bigint as rejected,
    if(s.status = 'rejected', 0, s.rows_quarantined) as held_rows
from quality.submissions as s
where s.status in ('accepted', 'accepted_with_findings', 'rejected')
    and s.year between $from_year and $to_year
order by s.year, s.path, s.submission_id
