/*
title = "Which report of a project rules"
title_vi = "Thứ tự ưu tiên của các báo cáo về cùng một đề án"
grain = "one row per accepted project row of a submission in force"
kind = "view"
keys = ["row_id"]
caveats = "rank 1 is the row that counts: within a year the lead unit's row, else the centre's; over the years the row that says completed or adjusted, the latest if several do, else the latest"

[columns]
row_id = "The project row"
submission_id = "Its submission"
project_code = "The project"
year = "Year of the submission"
unit_code = "Reporting unit"
rank_in_year = "1 for the row that wins among those of its year"
rank = "1 for the row that counts; the others follow in the order in which their detail rows would stand in"
*/
with reported as (
    select
        p.row_id, p.submission_id, p.project_code, p.year, p.unit_code,
        p.status in ('completed', 'adjusted') as says_done
    from staging.projects as p
    join staging.submissions as s using (submission_id)
    where s.in_force and not p.row_error and p.project_code is not null
),
named as (
    select distinct reported.project_code, reported.year, l.unit_code
    from reported
    join staging.lead_units as l using (row_id)
),
judged as (
    select
        reported.*,
        named.unit_code is not null as is_lead,
        -- when several that report it are named, none leads and the centre's row rules
        count(named.unit_code) over (partition by reported.project_code, reported.year) = 1
            as has_one_lead
    from reported
    left join named
        on named.project_code = reported.project_code
        and named.year = reported.year
        and named.unit_code = reported.unit_code
),
in_year as (
    select
        *,
        row_number() over (
            partition by project_code, year
            order by
                is_lead and has_one_lead desc,
                unit_code in (select code from reference.units where level = 'trung_tam') desc,
                unit_code
        ) as rank_in_year
    from judged
)
select
    row_id, submission_id, project_code, year, unit_code, rank_in_year,
    row_number() over (
        partition by project_code
        order by rank_in_year = 1 desc, says_done desc, year desc, rank_in_year, unit_code
    ) as rank
from in_year
