/*
title = "What there is in this file"
title_vi = "Từ điển dữ liệu"
grain = "one row per schema, table, view, macro, and column or parameter of these"
caveats = "the same texts as the comments, for questions in SQL; DuckDB keeps no comment on a schema nor on a macro's columns, they are here alone"

[columns]
schema_name = { about = "Schema", not_null = true }
object_name = "Table, view or macro; null for the schema itself"
column_name = "Column or parameter; null for the object itself"
kind = { about = "schema, table, view, macro, column or parameter", not_null = true }
about = { about = "What it is; of tables with grain and caveats", about_vi = "Ý nghĩa (tiếng Anh)", not_null = true }
about_vi = { about = "What it is, in Vietnamese", about_vi = "Ý nghĩa", not_null = true }
unit = { about = "Unit of its numbers", about_vi = "Đơn vị tính" }
is_key = "Whether it is part of the key; null where that makes no sense"
is_required = "Whether it is never null; null where that makes no sense"
refers_to = "Table whose key it holds"
*/
select
    schema_name, object_name, column_name, kind, about, about_vi, unit, is_key, is_required,
    refers_to
from staging.dictionary
order by place
