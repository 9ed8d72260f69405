-- Where rows are held back: unit, year and sheet of the report in force.
select
    coalesce(lower(any_value(u.name_vi)[1]) || any_value(u.name_vi)[2:], s.unit_code) as unit,
    s.year::varchar as year,
    q.sheet,
    count(*) as held
from quality.quarantine as q
join quality.submissions as s using (submission_id)
left join (
    select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) as name_vi
    from core.units
    where is_reporting
    group by unit_code
) as u on u.unit_code = s.unit_code
where s.status in ('accepted', 'accepted_with_findings')
    and s.year between $from_year and $to_year
group by s.unit_code, s.year, q.sheet
order by s.year, s.unit_code, q.sheet
