-- The fairs of own projects that count, one row a source, year and fair.
select
    p.funding,
    p.year::varchar as year,
    mode(f.fair_name order by f.fair_name) as fair,
    regexp_replace(mode(f.place order by f.place), '^T(hành phố|hị xã|hị trấn|ỉnh) ', 't\1 ') as place
from core.fair_booths as f
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and p.year between $from_year and $to_year
group by p.funding, p.year, f.fair_key
order by p.funding, p.year, min(f.opens_on) nulls last, f.fair_key
