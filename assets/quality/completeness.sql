/*
title = "Completeness"
title_vi = "Tình hình gửi báo cáo"
grain = "one row per reporting unit and year, from the first in which a submission came in to the last"
keys = ["unit_code", "year"]

[columns]
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
year = { about = "Year reported on", not_null = true }
due_on = { about = "Deadline; null where none is declared for that year" }
received_at = "When the first acceptable version came in, in UTC; null if none did"
days_late = { about = "Days after the deadline, 0 if in time; null if missing or without deadline", unit = "days" }
*/
with years as (
    select unnest(range(min(year), max(year) + 1)) as year
    from staging.submissions
    where standing in ('in_force', 'superseded')
    union
    select year from staging.submissions where year is not null
),
expected as (
    select distinct years.year, units.code as unit_code
    from years
    join reference.units as units
        on units.level in ('huyen', 'trung_tam')
        and coalesce(units.valid_from::date, date '0001-01-01') <= make_date(years.year, 12, 31)
        and coalesce(units.valid_to::date, date '9999-12-31') >= make_date(years.year, 1, 1)
),
due as (
    select
        years.year,
        make_date(years.year + 1, d.due_month::bigint, d.due_day::bigint) as due_on
    from years
    join reference.deadlines as d on d.from_year::bigint <= years.year
    qualify d.from_year::bigint = max(d.from_year::bigint) over (partition by years.year)
),
received as (
    select unit_code, year, min(received_at) as received_at
    from staging.submissions
    where standing in ('in_force', 'superseded')
    group by unit_code, year
)
select
    expected.unit_code, expected.year, due.due_on, received.received_at,
    case
        -- the day in Vietnam; `greatest` alone would turn a missing one into 0
        when received.received_at is not null and due.due_on is not null then greatest(
            0, date_diff('day', due.due_on, (received.received_at + interval 7 hours)::date)
        )
    end as days_late
from expected
left join due using (year)
left join received using (unit_code, year)
order by expected.year, expected.unit_code
