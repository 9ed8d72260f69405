-- Years of the phase for which no unit has a report in force.
select years.year::varchar as year
from (select unnest(range($from_year, $to_year + 1)) as year) as years
where years.year not in (
    select year from quality.submissions
    where status in ('accepted', 'accepted_with_findings') and year is not null
)
order by years.year
