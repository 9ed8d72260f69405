/*
title = "Inputs"
title_vi = "Nguồn dữ liệu đầu vào"
grain = "one row per thing this warehouse was built from"

[columns]
kind = { about = "submission (lies in raw/), accepted_before (the ledger remembers it), declaration (under assets/), day (of the build in Viet Nam) or program", not_null = true }
path = { about = "Path relative to raw/, for a declaration to the home, for the program its name, for the day its date", not_null = true }
sha256 = "Hash of the bytes; null for the day, and for a submission that could not be copied"
modified_at = "Time of the file in UTC, which decides between versions that nothing else tells apart"
replaced_by = "Of what the ledger remembers: hash of the content that was put in its place"
withdrawn_at = "Of what the ledger remembers: when it was taken out of force on purpose, in UTC"
withdrawn_why = "The reason it was taken out of force"

[checks.every_submission_is_an_input]
about = "Every submission that lies in raw/ or was remembered is listed"
sql = """
select s.path, s.sha256
from quality.submissions as s
left join quality.inputs as i
    on i.kind in ('submission', 'accepted_before') and i.sha256 is not distinct from s.sha256
where i.path is null
"""
*/
select kind, path, sha256, modified_at, replaced_by, withdrawn_at, withdrawn_why
from staging.inputs
order by kind, path, sha256
