-- The marks registered in own projects that count.
select
    p.year::varchar as year,
    b.mark,
    b.establishment,
    if(b.certificate_no is null, 'no', 'yes') as is_certified
from core.brands as b
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and p.year between $from_year and $to_year
order by p.year, b.mark
