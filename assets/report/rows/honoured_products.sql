-- The products honoured in the phase, a product of an establishment once a round and level.
select
    d.round_year::varchar as year,
    d.level,
    mode(d.product order by d.product) as product,
    mode(d.establishment order by d.establishment) as establishment,
    string_agg(distinct d.certificate_no, '; ' order by d.certificate_no) as certificate_no
from core.selected_products as d
left join core.projects as p using (project_code)
where d.round_year between $from_year and $to_year
    and (
        d.level <> 'province' or p.project_code is null
        or (p.is_counted and p.delivery = 'own')
    )
group by d.round_year, d.level, d.product_key, d.establishment_id
order by
    list_position(['nation', 'region', 'province'], d.level), d.round_year, product, establishment
