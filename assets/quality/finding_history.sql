/*
title = "History of findings"
title_vi = "Lịch sử góp ý"
grain = "one row per finding ever told of the report of a unit for a year, or of a file that was refused"
caveats = "a finding is the same from run to run, and from version to version, when unit and year, rule, sheet, project of the row and text of the cell are the same, wherever the row stands; several that are alike in all of that are counted off from above"
keys = ["finding"]

[columns]
finding = { about = "Id that follows from what makes findings the same", not_null = true }
unit_code = "Reporting unit, key into `core.units`; null where it could not be told"
year = "Year reported on; null where it could not be told"
path = { about = "Path relative to raw/ of the file it was last told of", not_null = true }
code = { about = "Rule", not_null = true }
severity = { about = "error, warning or notice", not_null = true }
sheet = "Sheet; null for a whole file"
cell = "Cell in A1 form, where it was last told"
project_code = "Project of the row, as written"
value = "What stands there"
message_vi = { about = "What is wrong and what to do, as last told", not_null = true }
state = { about = "open; waived by a decision; mended when it is told no more, for whatever reason", not_null = true }
first_seen = { about = "Day of the run that told it first", not_null = true }
last_seen = { about = "Day of the last run that told it", not_null = true }
mended_on = "Day of the run that told it no more; null while it is told"

[checks.told_findings_are_in_it]
about = "Every finding of a submission in force or refused is open or waived here"
sql = """
with told as (
    select count(*) as findings
    from quality.findings as f
    join quality.submissions as s using (submission_id)
    where s.status in ('accepted', 'accepted_with_findings', 'rejected')
),
kept as (
    select count(*) as findings from quality.finding_history where state <> 'mended'
)
select told.findings, kept.findings as kept
from told cross join kept
where told.findings <> kept.findings
"""
*/
with projects as (
    select r.submission_id, r.sheet, r.row_no, any_value(c.raw) as project_code
    from staging.rows as r
    join staging.cells as c on c.row_id = r.row_id and c.column_name = 'project_code'
    group by r.submission_id, r.sheet, r.row_no
),
told as (
    select
        -- a refused file is not yet the unit's report for the year
        if(s.standing = 'in_force', concat_ws('/', s.unit_code, s.year), f.path) as place,
        s.unit_code, s.year, f.path, f.code, f.severity, f.sheet, f.cell, f.row_no,
        projects.project_code, f.value, f.message_vi,
        if(f.waived_by is null, 'open', 'waived') as state
    from staging.findings as f
    join staging.submissions as s using (submission_id)
    left join projects
        on projects.submission_id = f.submission_id
        and projects.sheet = f.sheet and projects.row_no = f.row_no
    where s.standing in ('in_force', 'rejected')
),
counted as (
    select
        *,
        row_number() over (
            partition by place, code, sheet, project_code, value
            order by row_no, length(cell), cell, message_vi
        ) as place_among_alike
    from told
),
identified as (
    select
        md5(to_json([
            place, code, sheet, project_code, value, place_among_alike::varchar
        ])::varchar)[:16] as finding,
        *
    from counted
)
select
    coalesce(n.finding, b.finding) as finding,
    if(n.finding is null, b.unit_code, n.unit_code) as unit_code,
    if(n.finding is null, b.year, n.year) as year,
    coalesce(n.path, b.path) as path,
    coalesce(n.code, b.code) as code,
    coalesce(n.severity, b.severity) as severity,
    if(n.finding is null, b.sheet, n.sheet) as sheet,
    if(n.finding is null, b.cell, n.cell) as cell,
    if(n.finding is null, b.project_code, n.project_code) as project_code,
    if(n.finding is null, b.value, n.value) as value,
    coalesce(n.message_vi, b.message_vi) as message_vi,
    coalesce(n.state, 'mended') as state,
    coalesce(b.first_seen, this_run.ran_on) as first_seen,
    if(n.finding is null, b.last_seen, this_run.ran_on) as last_seen,
    if(n.finding is null, coalesce(b.mended_on, this_run.ran_on), null) as mended_on
from identified as n
full join staging.findings_before as b using (finding)
cross join staging.this_run as this_run
order by unit_code, year, path, code, sheet, cell, finding
