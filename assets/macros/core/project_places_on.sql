/*
title = "Projects on the units of a day"
title_vi = "Địa bàn của đề án theo đơn vị hành chính tại một ngày"
grain = "one row per project of `core.projects`"
caveats = "a place that lies in several units of the day, or of which only the province is known, has null: nothing is guessed"
example = "select area_name_vi, count(*) from core.project_places_on(date '2025-07-01') group by all"

[parameters]
shown_on = "The day whose units are wanted"

[columns]
project_code = "Project, key into `core.projects`"
year = "Year of the project"
place_code = "Unit its place names in its own time, else the district it is known to be in"
place_on = "Day on which that code has that meaning"
commune_code = "Commune of the wanted day; null where only a larger unit is known, or several are meant"
commune_name_vi = "Its name"
area_code = "Unit right below the province on the wanted day: a district until they were abolished, then a commune"
area_name_vi = "Its name"
*/
with matched as (
    select
        p.project_code,
        if(count(distinct e.equivalent_code) filter (where e.level in ('xa', 'xa_2025')) = 1,
            any_value(e.equivalent_code) filter (where e.level in ('xa', 'xa_2025')), null
        ) as commune_code,
        if(count(distinct e.area_code) = 1, any_value(e.area_code), null) as area_code
    from core.projects as p
    left join core.unit_equivalents_on(shown_on) as e
        on e.unit_code = coalesce(p.commune_code, p.district_code) and p.place_on between e.known_from and e.known_to
    group by p.project_code
)
select
    p.project_code, p.year, coalesce(p.commune_code, p.district_code) as place_code, p.place_on,
    matched.commune_code, commune.name_vi as commune_name_vi,
    matched.area_code, area.name_vi as area_name_vi
from core.projects as p
join matched using (project_code)
left join core.units_on(shown_on) as commune on commune.unit_code = matched.commune_code
left join core.units_on(shown_on) as area on area.unit_code = matched.area_code
order by p.project_code
