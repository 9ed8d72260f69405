/*
title = "Codes and what they are called"
title_vi = "Danh mục mã và tên gọi"
grain = "one row per list and code"
keys = ["code_list", "code"]
caveats = "`core.label_vi(list, code)` looks a name up; contents and activities have tables of their own besides"

[columns]
code_list = { about = "Name of the list, as a rule that of the columns that hold its codes: funding, delivery, status, level, channel, work, activity, content_no", not_null = true }
code = { about = "Code as stored", not_null = true }
label_vi = { about = "Name in Vietnamese, as forms have it", not_null = true }
*/
select code_list, code, label_vi from reference.codes
union all
select 'activity', activity, label_vi from reference.activities
union all
select 'content_no', content_no, short_vi from reference.contents
order by code_list, code
