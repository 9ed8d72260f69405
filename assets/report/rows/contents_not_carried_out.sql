-- The contents in which no own project counts.
select
    c.content_no::varchar as content_no,
    lower(c.title_vi[1]) || c.title_vi[2:] as title
from sections.content_coverage as s
join core.contents as c using (content_no)
where s.phase = $phase and s.year is null and s.funding is null and s.delivery is null
    and s.contents_carried_out = 0
order by c.content_no
