-- Every row held back of the reports in force, and why.
select
    coalesce(lower(any_value(u.name_vi)[1]) || any_value(u.name_vi)[2:], s.unit_code) as unit,
    s.year::varchar as year,
    s.path,
    q.sheet,
    q.row_no::varchar as row_no,
    any_value(r.title_vi) as reason
from quality.quarantine as q
join quality.submissions as s using (submission_id)
left join quality.rules as r on r.code = q.code
left join (
    select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) as name_vi
    from core.units
    where is_reporting
    group by unit_code
) as u on u.unit_code = s.unit_code
where s.status in ('accepted', 'accepted_with_findings')
    and s.year between $from_year and $to_year
group by s.unit_code, s.year, s.path, q.sheet, q.row_no
order by s.year, s.unit_code, q.sheet, q.row_no
