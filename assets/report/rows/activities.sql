-- The activities of every content, as a sentence names them.
select
    content_no::varchar as content_no,
    activity,
    lower(label_vi[1]) || label_vi[2:] as label
from core.activities
order by core.activities.content_no, label_vi
