/*
title = "Contents of industrial promotion"
title_vi = "Nội dung khuyến công"
grain = "one row per content that the decree names"
keys = ["content_no"]

[columns]
content_no = { about = "Number of the content", not_null = true }
title_vi = { about = "Title in Vietnamese", not_null = true }
short_vi = { about = "Short title in Vietnamese", not_null = true }
title_en = "Title in English"
section_no = "Section of the assessment that tells of it; null for the two that have none"
*/
select
    content_no::bigint as content_no, title_vi, short_vi, title_en, section_no::bigint as section_no
from reference.contents
order by content_no::bigint
