/*
title = "What states and other codes mean"
title_vi = "Ý nghĩa của các mã trạng thái, mức độ, kết quả xử lý"
grain = "one row per column and code that can stand in it"
keys = ["table_name", "column_name", "code"]
caveats = "join on the code for the table and column at hand; codes that the forms write, such as funding and status of projects, are in `core.codes`"

[columns]
table_name = { about = "Table with its schema", not_null = true }
column_name = { about = "Column of the table", not_null = true }
code = { about = "Code as it stands there", not_null = true }
label_vi = { about = "What to show for it in Vietnamese", not_null = true }
meaning_vi = { about = "What it says, in Vietnamese", not_null = true }
meaning_en = { about = "What it says, in English", not_null = true }
*/
select table_name, column_name, code, label_vi, meaning_vi, meaning_en
from reference.code_words
order by table_name, column_name, code
