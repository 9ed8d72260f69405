/*
title = "Activities of industrial promotion"
title_vi = "Hoạt động khuyến công"
grain = "one row per activity"
keys = ["activity"]

[columns]
activity = { about = "Code of the activity", not_null = true }
content_no = { about = "Content it belongs to, key into `core.contents`", not_null = true }
label_vi = { about = "Name in Vietnamese", not_null = true }
*/
select activity, content_no::bigint as content_no, label_vi
from reference.activities
order by content_no::bigint, activity
