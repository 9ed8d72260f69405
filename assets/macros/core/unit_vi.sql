/*
title = "What a unit was called in a year"
title_vi = "Tên của một đơn vị hành chính trong một năm"
kind = "scalar"
grain = "one text; null for a code that was no unit in that year"
caveats = "the name at the end of the year, as `core.units_by_year` has it; for rows of a section table without a year take the last year of the phase"
example = "select year, core.unit_vi(unit_code, year), core.label_vi('activity', activity), support_vnd from sections.section_3_technology where unit_code is not null and year is not null"

[parameters]
of_unit = { about = "Code of the unit", about_vi = "Mã đơn vị hành chính" }
of_year = { about = "Year in which the code was used", about_vi = "Năm dùng mã" }
*/
select max(u.name_vi) from core.units_by_year as u
where u.unit_code = of_unit and u.year = of_year
