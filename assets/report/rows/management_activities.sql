-- What was done in programme management, by own projects that count: activity and year.
select distinct
    m.activity,
    lower(a.label_vi[1]) || a.label_vi[2:] as label,
    p.year::varchar as year
from core.management_activities as m
join core.projects as p using (project_code)
join core.activities as a on a.activity = m.activity
where p.is_counted and p.delivery = 'own' and p.year between $from_year and $to_year
order by year, m.activity
