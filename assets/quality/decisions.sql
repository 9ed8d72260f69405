/*
title = "Decisions of officers"
title_vi = "Quyết định của cán bộ về số liệu báo cáo"
grain = "one row per entry of the files under assets/decisions, applied or not, and per submission withdrawn by command"
caveats = "what is corrected keeps its cell and its text in `quality.cells`; a finding that is waived stays in `quality.findings`; no row means that no officer decided anything"
keys = ["decision"]

[columns]
decision = { about = "File and entry, as 2017.toml correction 1; of a withdrawal, kc withdraw and the submission's id", not_null = true }
kind = "correction, waiver, exclusion or acceptance; null where the entry cannot be read"
state = { about = "applied; stale when what it was made for is in force no more; refused when it cannot be meant", not_null = true }
submission_id = "Submission it was made for, else the one now in its place; key into `quality.submissions`"
path = "Path relative to raw/, as the decision tells it"
sha256 = "Hash of the content it was made for, or its first digits"
code = "Rule of the finding that is waived, key into `quality.rules`"
sheet = "Sheet"
cell = "Cell in A1 form"
stands = "What stands in the cell that is corrected"
value = "What it is read as instead"
decided_by = "Who decided"
decided_on = { about = "When it was decided" }
why = "Why"
rows_touched = { about = "Data rows whose values it changes, that it lets count, that it puts out of force, or that it lets take force; 0 where it is not applied", unit = "rows", not_null = true }
problem = "Rule that says why it is not applied, key into `quality.rules`"
message_vi = "Why it is not applied and what to do, in Vietnamese"
message_en = "The same in English"

[checks.decisions_are_applied]
about = "Every decision of the officers is applied"
blocking = false
sql = "select decision, message_vi from quality.decisions where state <> 'applied'"
*/
with withdrawn as (
    -- what the command took out of force, where no file says so too
    select s.submission_id, s.path, s.sha256, f.message_vi, f.message_en
    from staging.submissions as s
    join staging.findings as f
        on f.submission_id = s.submission_id and f.code = 'submission.withdrawn'
    where s.standing = 'withdrawn' and s.submission_id not in (
        select submission_id from staging.decisions
        where kind = 'exclusion' and state = 'applied'
    )
),
decided as (
    select
        decision, kind, state, submission_id, path, sha256, code, sheet, cell, stands, value,
        decided_by, decided_on, why, problem, message_vi, message_en
    from staging.decisions
    union all by name
    select
        'kc withdraw ' || submission_id as decision, 'exclusion' as kind, 'applied' as state,
        submission_id, path, sha256, message_vi as why
    from withdrawn
),
touched as (
    select d.decision, count(distinct r.row_id) as rows_touched
    from decided as d
    join staging.rows as r using (submission_id)
    left join staging.cells as c
        on c.row_id = r.row_id and r.sheet = d.sheet and c.cell = d.cell
    where d.kind in ('exclusion', 'acceptance')
        or (d.kind = 'correction' and c.row_id is not null)
        or (
            d.kind = 'waiver' and r.sheet = d.sheet
            and r.row_no = regexp_extract(d.cell, '[0-9]+')::bigint
        )
    group by d.decision
)
select
    decided.decision, decided.kind, decided.state, decided.submission_id, decided.path,
    decided.sha256, decided.code, decided.sheet, decided.cell, decided.stands, decided.value,
    decided.decided_by, decided.decided_on, decided.why,
    if(decided.state = 'applied', coalesce(touched.rows_touched, 0), 0) as rows_touched,
    decided.problem, decided.message_vi, decided.message_en
from decided
left join touched using (decision)
order by decided.decision
