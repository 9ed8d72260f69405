/*
title = "Completeness"
title_vi = "Tình hình gửi báo cáo"
grain = "one row per reporting unit and year: from the first year for which a submission came in to the last, and every year that is due where the deadlines say that it is expected even if none came"
caveats = "expected are the units right below a province on the last day of the year: the districts and the centre, from 2025 on the communes and the centre; a unit that reports though it is gone by then stands here too; deadlines are those of `assets/reference/deadlines.csv`"
keys = ["unit_code", "year"]

[columns]
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
year = { about = "Year reported on", not_null = true }
due_on = { about = "Deadline; null where none is declared for that year" }
received_at = { about = "Date of report that the cover of the first acceptable version bears, at 00:00, and only where it bears none the time of the file in UTC: not the day on which it reached the department; null if none came in" }
days_late = { about = "Days from the deadline to received_at, 0 if in time; null if missing or without deadline", unit = "days" }
state = { about = "received, late; zero_activity when the report in force has a cover and no row; rejected when what came could not be accepted, so that nothing is known; missing when nothing came; not_due while there is still time", not_null = true }

[checks.state_is_known]
about = "Every state is one of the six, and what was received is told so"
sql = """
select * from quality.completeness
where state not in ('received', 'late', 'zero_activity', 'rejected', 'missing', 'not_due')
    or (received_at is null) <> (state in ('rejected', 'missing', 'not_due'))
"""

[checks.deadlines_say_yes_or_no]
about = "Each deadline says yes or no under even_if_none_came"
sql = "select * from reference.deadlines where even_if_none_came not in ('yes', 'no')"
*/
with reported_years as (
    select unnest(range(min(year), max(year) + 1)) as year
    from staging.submissions
    where standing in ('in_force', 'superseded')
    union
    select year from staging.submissions where year is not null
),
declared_years as (
    select unnest(range(min(from_year::bigint), year(any_value(this_run.ran_on)))) as year
    from reference.deadlines
    cross join staging.this_run as this_run
),
due as (
    select
        years.year,
        make_date(years.year + 1, d.due_month::bigint, d.due_day::bigint) as due_on,
        d.even_if_none_came = 'yes' as is_always_expected
    from (from reported_years union from declared_years) as years
    join reference.deadlines as d on d.from_year::bigint <= years.year
    qualify d.from_year::bigint = max(d.from_year::bigint) over (partition by years.year)
),
years as (
    from reported_years
    union
    select due.year
    from due
    cross join staging.this_run as this_run
    where due.is_always_expected and due.due_on < this_run.ran_on
),
expected as (
    select distinct years.year, units.code as unit_code
    from years
    join reference.units as units
        on units.parent_code in (select code from reference.units where level = 'tinh')
        and coalesce(units.valid_from::date, date '0001-01-01') <= make_date(years.year, 12, 31)
        and coalesce(units.valid_to::date, date '9999-12-31') >= make_date(years.year, 12, 31)
    union
    select year, unit_code
    from staging.submissions
    where standing in ('in_force', 'superseded')
),
received as (
    select unit_code, year, min(received_at) as received_at
    from staging.submissions
    where standing in ('in_force', 'superseded')
    group by unit_code, year
),
rejected as (
    select distinct unit_code, year from staging.submissions where standing = 'rejected'
),
zero_activity as (
    select s.unit_code, s.year
    from staging.submissions as s
    where s.standing = 'in_force'
        and s.submission_id not in (select submission_id from staging.rows)
        and s.submission_id not in (
            select submission_id from staging.sheets where rejected is not null
        )
),
timed as (
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
)
select
    timed.unit_code, timed.year, timed.due_on, timed.received_at, timed.days_late,
    case
        when zero_activity.unit_code is not null then 'zero_activity'
        when timed.days_late > 0 then 'late'
        when timed.received_at is not null then 'received'
        when rejected.unit_code is not null then 'rejected'
        when this_run.ran_on <= timed.due_on then 'not_due'
        else 'missing'
    end as state
from timed
cross join staging.this_run as this_run
left join zero_activity using (unit_code, year)
left join rejected using (unit_code, year)
order by timed.year, timed.unit_code
