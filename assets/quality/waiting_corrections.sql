/*
title = "Corrections that wait"
title_vi = "Bản điều chỉnh đang chờ chấp nhận"
grain = "one row per correction that would be in force if it were accepted, where `assets/corrections.toml` lets corrections wait"
caveats = "none of its rows counts; what it would change is told by `kc preview`"
keys = ["submission_id"]

[columns]
submission_id = { about = "The correction, key into `quality.submissions`, where it is superseded", not_null = true }
unit_code = { about = "Reporting unit, key into `core.units`", not_null = true }
year = { about = "Year reported on", not_null = true }
version = { about = "Version as the cover tells, 1 by default", not_null = true }
path = { about = "Path relative to raw/", not_null = true }
sha256 = { about = "Hash of the bytes, by which it is accepted", not_null = true }
received_at = { about = "Date of report on the cover, else the file's time", not_null = true }
modified_at = { about = "Time of the file in UTC: since when it waits, as far as files tell", not_null = true }
ruling_submission_id = { about = "Submission that is in force and that it would replace", not_null = true }
ruling_path = { about = "Path of that one; the same where it lies in its place", not_null = true, about_vi = "Tệp đang có hiệu lực" }
accept_command = { about = "Command that accepts it", not_null = true, about_vi = "Lệnh chấp nhận" }
message_vi = { about = "That it waits and what counts instead, in Vietnamese", not_null = true }
message_en = { about = "The same in English", not_null = true }

[checks.each_waits_beside_one_in_force]
about = "What waits is not in force, and another report of the same unit and year is"
sql = """
select w.submission_id, w.path
from quality.waiting_corrections as w
join quality.submissions as s using (submission_id)
join quality.submissions as ruling on ruling.submission_id = w.ruling_submission_id
where s.status <> 'superseded'
    or ruling.status not in ('accepted', 'accepted_with_findings')
    or (ruling.unit_code, ruling.year) <> (w.unit_code, w.year)
"""
*/
with waiting as (
    from staging.submissions where standing = 'waiting'
),
in_force as (
    select submission_id, unit_code, year, path from staging.submissions where standing = 'in_force'
),
file_times as (
    select path, sha256, modified_at from staging.inputs where kind = 'submission'
),
told as (
    select submission_id, message_vi, message_en
    from staging.findings
    where code = 'submission.waiting'
)
select
    waiting.submission_id, waiting.unit_code, waiting.year, waiting.version, waiting.path,
    waiting.sha256, waiting.received_at, file_times.modified_at,
    in_force.submission_id as ruling_submission_id, in_force.path as ruling_path,
    'kc accept ' || waiting.submission_id || ' --reason "…"' as accept_command,
    told.message_vi, told.message_en
from waiting
join in_force using (unit_code, year)
join file_times on file_times.path = waiting.path and file_times.sha256 = waiting.sha256
join told on told.submission_id = waiting.submission_id
order by waiting.year, waiting.unit_code, waiting.path
