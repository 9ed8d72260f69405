-- The contents of the decree: number, title as it goes on in a sentence, short title.
select
    content_no::varchar as content_no,
    lower(title_vi[1]) || title_vi[2:] as title,
    short_vi
from core.contents
order by core.contents.content_no
