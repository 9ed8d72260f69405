/*
title = "Reporting rates"
title_vi = "Tỷ lệ gửi báo cáo"
grain = "one row per year, and one for all years, whose year is null"
caveats = "of the reports that are due or have come in; a report of no activity is a report"
keys = ["year"]

[columns]
year = "Year reported on; null for all years together"
expected = { about = "Reports that are due, or came in before they were", unit = "reports", not_null = true }
received = { about = "Acceptable reports that came in", unit = "reports", not_null = true }
on_time = { about = "Of these, in time; one without a deadline is", unit = "reports", not_null = true }
zero_activity = { about = "Of these, without any activity", unit = "reports", not_null = true }
rejected = { about = "Expected, of which only files came that could not be accepted", unit = "reports", not_null = true }
missing = { about = "Expected, of which nothing came", unit = "reports", not_null = true }
reporting_rate = { about = "Received of expected", unit = "percent" }
on_time_rate = { about = "In time of expected", unit = "percent" }
*/
with counted as (
    select
        year,
        count(*) filter (where state <> 'not_due') as expected,
        count(received_at) as received,
        count(received_at) filter (where coalesce(days_late, 0) = 0) as on_time,
        count(*) filter (where state = 'zero_activity') as zero_activity,
        count(*) filter (where state = 'rejected') as rejected,
        count(*) filter (where state = 'missing') as missing
    from quality.completeness
    group by grouping sets ((year), ())
)
select
    year, expected, received, on_time, zero_activity, rejected, missing,
    round(received * 100.0 / nullif(expected, 0), 1)::decimal(5, 1) as reporting_rate,
    round(on_time * 100.0 / nullif(expected, 0), 1)::decimal(5, 1) as on_time_rate
from counted
order by year nulls last
