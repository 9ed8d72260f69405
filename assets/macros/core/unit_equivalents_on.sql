/*
title = "Units of any time shown on the units of a day"
title_vi = "Quy đổi đơn vị hành chính về một ngày"
grain = "one row per unit of any time, stretch of its days, and unit of the wanted day on the same ground"
caveats = "several rows where the unit was divided or, looked at from later, put together from several; none for a district on a day without districts"
example = "from core.unit_equivalents_on(date '2025-07-01') where unit_code = '01888'"

[parameters]
wanted_on = "The day whose units are wanted"

[columns]
unit_code = "The unit as it was told"
known_from = "First day for which the row holds"
known_to = "Last day for which the row holds"
equivalent_code = "Unit of the wanted day on the same ground"
equivalent_name_vi = "Its name"
level = "Its level"
area_code = "The unit right below the province that it is or lies in: a district, on later days a commune; null for a province"
*/
with wanted as (
    select
        u.unit_code, u.name_vi, u.level, u.valid_from,
        if(u.is_reporting, u.unit_code, parent.unit_code) as area_code
    from core.units as u
    left join core.units as parent
        on parent.unit_code = u.parent_code
        and parent.is_reporting
        and wanted_on::date between coalesce(parent.valid_from, date '0001-01-01')
            and coalesce(parent.valid_to, date '9999-12-31')
    where wanted_on::date between coalesce(u.valid_from, date '0001-01-01')
        and coalesce(u.valid_to, date '9999-12-31')
),
paired as (
    -- the unit itself
    select
        u.unit_code,
        coalesce(u.valid_from, date '0001-01-01') as known_from,
        coalesce(u.valid_to, date '9999-12-31') as known_to,
        u.unit_code as equivalent_code, u.valid_from
    from core.units as u
    union
    -- an earlier unit, once its ground is the later one's
    select
        s.unit_code, coalesce(s.valid_from, date '0001-01-01'), s.valid_to,
        s.successor_code, s.successor_valid_from
    from core.unit_successions as s
    where s.since <= wanted_on::date
    union
    -- a later unit, while it has the ground of the earlier one
    select
        s.successor_code,
        greatest(s.since, coalesce(s.successor_valid_from, date '0001-01-01')),
        coalesce(s.successor_valid_to, date '9999-12-31'),
        s.unit_code, s.valid_from
    from core.unit_successions as s
)
select
    paired.unit_code, paired.known_from, paired.known_to, paired.equivalent_code,
    wanted.name_vi as equivalent_name_vi, wanted.level, wanted.area_code
from paired
join wanted
    on wanted.unit_code = paired.equivalent_code
    and wanted.valid_from is not distinct from paired.valid_from
order by paired.unit_code, paired.known_from, paired.equivalent_code
