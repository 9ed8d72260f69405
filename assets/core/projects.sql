/*
title = "Projects"
title_vi = "Đề án"
grain = "one row per project_code: the row that counts, else the latest"
keys = ["project_code"]
caveats = "a project reported twice stands here once, as its lead unit reports it, else the centre; the other row is a finding"

[columns]
submission_id = { about = "Submission the row comes from, key into `quality.submissions`", not_null = true }
year = { about = "Year of the submission", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
sheet = { about = "Sheet the row stands on", not_null = true }
row_no = { about = "Row of the sheet, counted from 1", not_null = true }
project_code = { about = "Project", about_vi = "Mã đề án", not_null = true }
title = { about = "Title as reported", about_vi = "Tên đề án", not_null = true }
content_no = { about = "Content of the decree, key into `core.contents`", about_vi = "Nội dung", not_null = true }
activity = { about = "Activity, key into `core.activities`", about_vi = "Hoạt động", not_null = true }
funding = { about = "Source of the money: national, local or other", about_vi = "Nguồn kinh phí", not_null = true }
delivery = { about = "own (run by the province) or partner (run by an outside centre, never in the province's totals)", about_vi = "Hình thức thực hiện", not_null = true }
lead_unit = { about = "Lead unit as written", about_vi = "Đơn vị chủ trì" }
partner_unit = { about = "Partner unit as written", about_vi = "Đơn vị phối hợp" }
commune = { about = "Place as written", about_vi = "Địa điểm (xã/phường)" }
commune_code = "Unit the place names, key into `core.units`; a district where only that is named; null where none is recognised"
district_code = "District of that place, of a place of later days the one its ground lay in when there were districts; null for the whole province, where it lay in several or is unknown"
place_on = "Day on which the two codes have the meaning they have here, since codes are reused: the last of the year as a rule"
area_code = { about = "Unit right below the province that the place is or lies in, in its own time: a district until they were abolished, then a commune; null as for the district", about_vi = "Địa bàn cấp dưới trực tiếp của tỉnh" }
planned_vnd = { about = "Money planned", about_vi = "Kinh phí khuyến công kế hoạch", unit = "đồng" }
spent_vnd = { about = "Money spent", about_vi = "Kinh phí khuyến công thực hiện", unit = "đồng" }
counterpart_vnd = { about = "Money put in by the beneficiary", about_vi = "Vốn đối ứng", unit = "đồng" }
status = { about = "completed, adjusted (then completed), in_progress, carried_over or stopped", about_vi = "Tình trạng", not_null = true }
approved_on = { about = "Day of the plan decision; decides which ceilings apply", about_vi = "Ngày phê duyệt" }
accepted_on = { about = "Day of acceptance", about_vi = "Ngày nghiệm thu" }
note = { about = "Note as written", about_vi = "Ghi chú" }
is_counted = { about = "Whether it counts in an assessment: completed or adjusted", not_null = true }
extra = "What stood under headings the form does not know, as JSON"

[checks.own_done_project_has_its_money]
about = "An own project that counts tells what was spent"
sql = """
select * from core.projects
where is_counted and delivery = 'own' and spent_vnd is null
"""
*/
select
    t.submission_id,
    t.year,
    t.unit_code,
    t.sheet,
    t.row_no,
    t.project_code,
    t.title,
    t.content_no,
    t.activity,
    t.funding,
    t.delivery,
    t.lead_unit,
    t.partner_unit,
    t.commune,
    place.unit_code as commune_code,
    place.district_code,
    place.place_on,
    case
        when place.unit_code is null then place.district_code
        when named.is_reporting then named.unit_code
        else around.unit_code
    end as area_code,
    t.planned_vnd,
    t.spent_vnd,
    t.counterpart_vnd,
    t.status,
    t.approved_on,
    t.accepted_on,
    t.note,
    t.status in ('completed', 'adjusted') as is_counted,
    t.extra
from staging.projects as t
join staging.project_ranks as ranks on ranks.row_id = t.row_id and ranks.rank = 1
left join staging.places as place on place.row_id = t.row_id and place.column_name = 'commune'
left join core.units as named
    on named.unit_code = place.unit_code
    and place.place_on between coalesce(named.valid_from, date '0001-01-01')
        and coalesce(named.valid_to, date '9999-12-31')
left join core.units as around
    on around.unit_code = named.parent_code
    and around.is_reporting
    and place.place_on between coalesce(around.valid_from, date '0001-01-01')
        and coalesce(around.valid_to, date '9999-12-31')
order by t.project_code
