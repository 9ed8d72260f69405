/*
title = "The one unit of a day on the ground of a unit of another day"
title_vi = "Mã đơn vị hành chính tương ứng tại một ngày khác"
kind = "scalar"
grain = "one code; null where the ground was divided, put together from several, or has no unit of the level"
example = "select core.unit_on('01903', date '2018-12-31', date '2025-07-01')"

[parameters]
told_code = "Code as it was told"
told_on = "A day on which the code had that meaning"
asked_on = "The day whose unit is wanted"
*/
select if(count(distinct e.equivalent_code) = 1, any_value(e.equivalent_code), null)
from core.unit_equivalents_on(asked_on) as e
where e.unit_code = told_code and told_on::date between e.known_from and e.known_to
