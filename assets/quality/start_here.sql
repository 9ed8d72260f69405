/*
title = "Start here: which table answers what"
title_vi = "Bắt đầu từ đây: câu hỏi nào xem bảng nào"
grain = "one row per question that people ask first"
keys = ["place"]
caveats = "each example can be run as it stands; years and names in it are those to be changed"

[columns]
place = { about = "Order to read in", not_null = true }
question_vi = { about = "The question in Vietnamese", not_null = true }
question_en = { about = "The question in English", not_null = true }
reads = { about = "Table, view or macro that answers it", not_null = true }
example = { about = "SQL that answers it", not_null = true }
*/
select place::bigint as place, question_vi, question_en, reads, example
from reference.start_here
order by place::bigint
