/*
title = "What a code is called"
title_vi = "Tên gọi của một mã"
kind = "scalar"
grain = "one text; null for a code that is not in the list"
example = "select funding, core.label_vi('funding', funding) from core.projects"

[parameters]
of_list = { about = "Name of the list in `core.codes`", about_vi = "Tên danh mục" }
of_code = { about = "The code", about_vi = "Mã" }
*/
select max(c.label_vi) from core.codes as c
where c.code_list = of_list and c.code = of_code::varchar
