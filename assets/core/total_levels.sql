/*
title = "Levels of totals"
title_vi = "Các mức tổng hợp"
grain = "one row per combination of dimensions that a section table totals over"
keys = ["over_years", "over_units", "over_fundings", "over_activities", "over_deliveries", "over_contents"]
caveats = "joined by the section tables so that every measure, distinct counts included, is computed once at every level; one plain grouping over it is many times faster than grouping sets with distinct counts"

[columns]
over_years = { about = "Whether the level totals over years", not_null = true }
over_units = { about = "Whether the level totals over reporting units", not_null = true }
over_fundings = { about = "Whether the level totals over sources of money", not_null = true }
over_activities = { about = "Whether the level totals over activities", not_null = true }
over_deliveries = { about = "Whether the level totals over own and partner-run projects", not_null = true }
over_contents = { about = "Whether the level totals over contents", not_null = true }
*/
with choices as (
    select unnest([false, true]) as choice
)
select
    years.choice as over_years, units.choice as over_units, fundings.choice as over_fundings,
    activities.choice as over_activities, deliveries.choice as over_deliveries,
    contents.choice as over_contents
from choices as years
cross join choices as units
cross join choices as fundings
cross join choices as activities
cross join choices as deliveries
cross join choices as contents
order by all
