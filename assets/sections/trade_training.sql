/*
title = "Training by trade"
title_vi = "Đào tạo, truyền nghề theo nghề"
grain = "one row per phase, year, trade and delivery that occur, and their totals: null in a dimension is its total"
keys = ["phase", "year", "trade", "delivery"]
caveats = "classes of projects that count, start-up and management courses included; the row with null in every dimension is own and partner projects together: the province's total is the one with null in all but delivery = 'own'"

[columns]
phase = { about = "Phase, key into `core.phases`", not_null = true }
year = "Year of the project row that counts; null is the whole phase"
trade = "Trade or subject as most rows write it, spellings that differ only as headings may taken together; none where it is not told; null is all"
delivery = "own or partner; null is both: never the province's total"
projects = { about = "Projects that count", about_vi = "Đề án đã hoàn thành", unit = "projects", cell = "project_code", not_null = true }
classes = { about = "Classes", about_vi = "Lớp học", unit = "classes", cell = "class_name", not_null = true }
trainees = { about = "Trainees", about_vi = "Học viên", unit = "people", cell = "trainees", not_null = true }
women = { about = "Women among them", about_vi = "Học viên nữ", unit = "people", cell = "women", not_null = true }
*/
with named as (
    select trade_key, mode(trade order by trade) as trade
    from core.training_classes
    where trade_key is not null
    group by trade_key
),
evidence as (
    select
        p.year, coalesce(named.trade, 'none') as trade, p.delivery,
        d.submission_id, d.sheet, d.row_no,
        d.project_code, d.class_name, d.trainees, d.women
    from core.training_classes as d
    join core.projects as p using (project_code)
    left join named using (trade_key)
    where p.is_counted
)
select
    phases.phase,
    if(totals.over_years, null, evidence.year) as year,
    if(totals.over_activities, null, evidence.trade) as trade,
    if(totals.over_deliveries, null, evidence.delivery) as delivery,
    count(distinct evidence.project_code) as projects,
    count(evidence.class_name) as classes,
    coalesce(sum(evidence.trainees), 0)::bigint as trainees,
    coalesce(sum(evidence.women), 0)::bigint as women
from evidence
join core.phases as phases on evidence.year between phases.from_year and phases.to_year
join core.total_levels as totals on not (
    totals.over_units or totals.over_fundings or totals.over_contents
)
group by 1, 2, 3, 4
order by 1, 2, 3, 4
