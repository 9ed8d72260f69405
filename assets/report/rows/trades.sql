-- What was taught in the classes of projects that count, most classes first.
select
    p.content_no::varchar as content_no,
    p.activity,
    p.delivery,
    mode(lower(c.trade[1]) || c.trade[2:] order by lower(c.trade[1]) || c.trade[2:]) as trade
from core.training_classes as c
join core.projects as p using (project_code)
where p.is_counted and c.trade is not null and p.year between $from_year and $to_year
group by p.content_no, p.activity, p.delivery, lower(c.trade)
order by p.content_no, p.activity, p.delivery, count(*) desc, trade
