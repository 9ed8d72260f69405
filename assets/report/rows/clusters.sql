-- The industrial clusters that own projects worked on.
select distinct c.work, mode(c.cluster_name order by c.cluster_name) as cluster
from core.cluster_works as c
join core.projects as p using (project_code)
where p.is_counted and p.delivery = 'own' and p.year between $from_year and $to_year
group by c.work, c.cluster_key
order by c.work, cluster
