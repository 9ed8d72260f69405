-- Every project of the phase, own and partner-run, whatever became of it; the place as
-- written, its district by the name of that time; a commune that lies in none stands alone.
with place as (
    select
        p.project_code,
        coalesce(max(p.commune_code) = max(p.area_code), false) as is_district,
        max(lower(district.name_vi[1]) || district.name_vi[2:]) as district
    from core.projects as p
    left join core.units as district
        on district.unit_code = p.area_code
        and p.place_on between coalesce(district.valid_from, date '0001-01-01')
            and coalesce(district.valid_to, date '9999-12-31')
    group by p.project_code
)
select
    p.project_code,
    p.content_no::varchar as content_no,
    p.activity,
    p.funding,
    p.delivery,
    p.status,
    if(p.is_counted, 'yes', 'no') as is_counted,
    p.year::varchar as year,
    p.title,
    p.lead_unit,
    case
        when place.district is null then nullif(p.commune, 'toàn tỉnh')
        when place.is_district then place.district
        else concat_ws(', ', trim(split_part(p.commune, ',', 1)), place.district)
    end as place,
    rtrim(lower(p.note[1]) || p.note[2:], '. ') as note
from core.projects as p
join place using (project_code)
where p.year between $from_year and $to_year
order by p.year, p.project_code
