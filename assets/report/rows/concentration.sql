-- Where most of the money went: the content, the district and the industry, as a sentence names them.
with subjects as (
    select
        max(subject) filter (where limitation = 'largest_content_share') as content_no,
        max(subject) filter (where limitation = 'largest_district_share') as district_code,
        max(subject) filter (where limitation = 'largest_industry_share') as industry
    from sections.section_8_limitations
    where phase = $phase
)
select
    lower(c.short_vi[1]) || c.short_vi[2:] as content,
    lower(u.name_vi[1]) || u.name_vi[2:] as district,
    lower(s.industry[1]) || s.industry[2:] as industry
from subjects as s
left join core.contents as c on c.content_no::varchar = s.content_no
left join (
    select unit_code, max_by(name_vi, coalesce(valid_from, date '0001-01-01')) as name_vi
    from core.units
    where is_reporting
        and coalesce(valid_from, date '0001-01-01') <= make_date($to_year, 12, 31)
    group by unit_code
) as u on u.unit_code = s.district_code
