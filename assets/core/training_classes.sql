/*
title = "Training classes"
title_vi = "Lớp học"
grain = "one row per class of a training project"
keys = ["submission_id", "sheet", "row_no"]
caveats = "of a project that two submissions report, only the rows of the one that rules"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project, key into `core.projects`", about_vi = "Mã đề án", not_null = true }
class_name = { about = "Name of the class", about_vi = "Tên lớp", not_null = true }
trade = { about = "Trade or subject", about_vi = "Nghề, chuyên đề" }
trade_key = "Comparison key of the trade, equal for spellings that differ only as headings may: to group and join by, never to be shown, for it is no readable text"
commune = { about = "Place as written", about_vi = "Địa điểm" }
commune_code = "Unit the place names, key into `core.units`; a district where only that is named; null where none is recognised"
district_code = "District of that place, of a place of later days the one its ground lay in when there were districts; null for the whole province, where it lay in several or is unknown"
place_on = "Day on which the two codes have the meaning they have here, since codes are reused: the last of the year as a rule"
starts_on = { about = "First day", about_vi = "Ngày khai giảng" }
ends_on = { about = "Last day", about_vi = "Ngày bế giảng" }
trainees = { about = "Trainees", about_vi = "Số học viên", unit = "people", not_null = true }
women = { about = "Women among the trainees", about_vi = "Số học viên nữ", unit = "people" }
establishment = { about = "Establishment as written", about_vi = "Đơn vị thụ hưởng" }
establishment_id = "Establishment it names, key into `core.establishments`"
enterprises_founded = { about = "Trainees who founded an enterprise", about_vi = "Số lập doanh nghiệp", unit = "enterprises" }
households_registered = { about = "Trainees who run a registered household business", about_vi = "Số hộ kinh doanh có đăng ký", unit = "households" }
households_unregistered = { about = "Trainees who produce without registration", about_vi = "Số tự sản xuất kinh doanh", unit = "households" }
extra = "What stood under headings the form does not know, as JSON"

[checks.project_is_known]
about = "Every project_code is a key into core.projects"
sql = """
select * from core.training_classes
where project_code not in (select project_code from core.projects)
"""
*/
select
    t.submission_id,
    t.year,
    t.unit_code,
    t.sheet,
    t.row_no,
    t.project_code,
    t.class_name,
    t.trade,
    trade_key.key as trade_key,
    t.commune,
    place.unit_code as commune_code,
    place.district_code,
    place.place_on,
    t.starts_on,
    t.ends_on,
    t.trainees,
    t.women,
    t.establishment,
    link.establishment_id,
    t.enterprises_founded,
    t.households_registered,
    t.households_unregistered,
    t.extra
from staging.training_classes as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.places as place on place.row_id = t.row_id and place.column_name = 'commune'
left join staging.text_keys as trade_key on trade_key.written = t.trade
left join staging.establishment_links as link on link.row_id = t.row_id
order by t.year, t.unit_code, t.submission_id, t.sheet, t.row_no
