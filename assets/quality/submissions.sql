/*
title = "Submissions"
title_vi = "Báo cáo đã nhận"
grain = "one row per submission that lies in raw/ or was ever accepted: every version, also those rejected"
caveats = "the rows of a duplicate are told once, with the submission whose bytes it repeats"
keys = ["submission_id"]

[columns]
submission_id = { about = "Id that follows from the content", not_null = true }
unit_code = "Reporting unit, key into `core.units`; null where it could not be told"
year = "Year reported on; null where it could not be told"
version = { about = "Version as the cover tells, 1 by default", not_null = true }
form = "Form that was recognised; null where the file could not be opened"
path = { about = "Path relative to raw/", not_null = true }
sha256 = "Hash of the bytes; of a CSV folder, over its files in order of name"
received_at = { about = "Date of report on the cover, at 00:00, else the file's time in UTC", not_null = true }
status = { about = "accepted, accepted_with_findings, rejected, superseded (also where a report was withdrawn, or is listed in `quality.waiting_corrections`) or duplicate", not_null = true }
rows_read = { about = "Non-empty rows of the known table sheets, headings included, the cover not", unit = "rows", not_null = true }
rows_accepted = { about = "Data rows without an error", unit = "rows", not_null = true }
rows_quarantined = { about = "Data rows held back, listed in `quality.quarantine`", unit = "rows", not_null = true }
rows_not_data = { about = "Headings, groups, totals, notes, signatures and the like", unit = "rows", not_null = true }

[checks.every_row_has_one_fate]
about = "Rows read are the rows accepted, held back and not data"
sql = """
select * from quality.submissions
where rows_read <> rows_accepted + rows_quarantined + rows_not_data
"""

[checks.held_rows_are_listed]
about = "As many rows are listed in quarantine as a submission holds back"
sql = """
select s.submission_id, s.rows_quarantined, count(q.submission_id) as listed
from quality.submissions as s
left join quality.quarantine as q using (submission_id)
group by s.submission_id, s.rows_quarantined
having s.rows_quarantined <> count(q.submission_id)
"""

[checks.one_in_force]
about = "No unit has two submissions in force for one year"
sql = """
select unit_code, year, count(*) as in_force
from quality.submissions
where status in ('accepted', 'accepted_with_findings')
group by unit_code, year
having count(*) > 1
"""
*/
with read as (
    select
        submission_id, sum(rows_read)::bigint as rows_read,
        sum(rows_not_data)::bigint as rows_not_data
    from staging.sheets
    group by submission_id
),
judged as (
    select
        r.submission_id,
        count(*) filter (where h.row_no is null) as rows_accepted,
        count(*) filter (where h.row_no is not null) as rows_quarantined
    from staging.rows as r
    left join staging.held_rows as h using (submission_id, sheet, row_no)
    group by r.submission_id
),
found as (
    select submission_id, count(*) as findings
    from staging.findings
    where severity in ('error', 'warning') and waived_by is null
    group by submission_id
)
select
    s.submission_id, s.unit_code, s.year, s.version, s.form, s.path, s.sha256, s.received_at,
    case
        when s.standing = 'in_force' and found.findings > 0 then 'accepted_with_findings'
        when s.standing = 'in_force' then 'accepted'
        when s.standing in ('withdrawn', 'waiting') then 'superseded'
        else s.standing
    end as status,
    coalesce(read.rows_read, 0) as rows_read,
    coalesce(judged.rows_accepted, 0) as rows_accepted,
    coalesce(judged.rows_quarantined, 0) as rows_quarantined,
    coalesce(read.rows_not_data, 0) as rows_not_data
from staging.submissions as s
left join read using (submission_id)
left join judged using (submission_id)
left join found using (submission_id)
order by s.year, s.unit_code, s.version, s.path
