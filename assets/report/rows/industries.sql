-- The industries of the establishments that own machinery projects supported, most first.
select mode(lower(s.industry[1]) || s.industry[2:] order by lower(s.industry[1]) || s.industry[2:]) as industry
from core.technology_supports as s
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and p.activity = 'machinery'
    and s.industry is not null and p.year between $from_year and $to_year
group by lower(s.industry)
order by count(*) desc, industry
