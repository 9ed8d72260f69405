-- Yearly reports that are missing or came late.
select
    if(c.received_at is null, 'missing', 'late') as gap,
    coalesce(lower(u.name_vi[1]) || u.name_vi[2:], c.unit_code) as unit,
    c.year::varchar as year
from quality.completeness as c
left join core.units as u
    on u.unit_code = c.unit_code and u.is_reporting
    and coalesce(u.valid_from, date '0001-01-01') <= make_date(c.year, 12, 31)
    and coalesce(u.valid_to, date '9999-12-31') >= make_date(c.year, 12, 31)
where (c.received_at is null or c.days_late > 0) and c.year between $from_year and $to_year
order by c.year, c.unit_code
