-- Where the locally funded fairs took place, most fairs first.
select regexp_replace(mode(f.place order by f.place), '^T(hành phố|hị xã|hị trấn|ỉnh) ', 't\1 ') as place
from core.fair_booths as f
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and p.funding = 'local' and f.place is not null
    and p.year between $from_year and $to_year
group by lower(f.place)
order by count(distinct (p.year, f.fair_key)) desc, place
