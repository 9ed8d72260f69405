-- The countries of own projects of international cooperation that count.
select distinct i.country
from core.international_activities as i
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and i.country is not null
    and p.year between $from_year and $to_year
order by i.country
