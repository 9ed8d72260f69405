-- The kinds of product that designs were made for, most designs first.
select mode(lower(d.product_kind) order by lower(d.product_kind)) as kind
from core.designs as d
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and p.year between $from_year and $to_year
group by d.product_kind_key
order by sum(d.designs) desc, kind
