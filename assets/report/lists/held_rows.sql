-- The rows held back of the reports in force, each with the rule that holds it back.
select
    h.path, h.sheet as part, 'dòng ' || h.row_no as line, r.title_vi as told,
    coalesce(lower(u.name_vi[1]) || u.name_vi[2:], h.unit_code) as unit,
    h.year::varchar as year, h.sheet, h.content_no::varchar as content_no, 1 as held
from quality.held_rows as h
left join quality.rules as r using (code)
left join (
    select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) as name_vi
    from core.units
    where is_reporting
    group by unit_code
) as u using (unit_code)
where h.year between $from_year and $to_year
order by h.year, h.path, h.sheet, h.row_no
