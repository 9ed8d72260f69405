-- The units right below the province at any time of the phase, by the name they had last in it:
-- districts, and communes since there are none.
select
    unit_code as code,
    max_by(name_vi, coalesce(valid_from, date '0001-01-01')) as name,
    if(max(level) = 'huyen', 'district', 'commune') as kind
from core.units
where is_reporting
    and level <> 'trung_tam'
    and coalesce(valid_from, date '0001-01-01') <= make_date($to_year, 12, 31)
    and coalesce(valid_to, date '9999-12-31') >= make_date($from_year, 1, 1)
group by unit_code
order by unit_code
