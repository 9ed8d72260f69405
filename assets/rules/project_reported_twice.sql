/*
code = "project.reported_twice"
stage = 3
severity = "warning"
title_vi = "Hai đơn vị cùng báo cáo một đề án"
title_en = "Two units report the same project"
message_vi = "Ô {cell}: đề án “{project_code}” cũng được {winner_unit} báo cáo (tệp “{winner_path}”); đề án chỉ tính một lần, theo báo cáo đó."
message_en = "Cell {cell}: {winner_unit} reports the project “{project_code}” too (file “{winner_path}”); it counts once, as told there."
mend_vi = "Đề nghị hai đơn vị thống nhất số liệu."
mend_en = "Please make the two reports agree."
reason_vi = "Một đề án chỉ được tính một lần dù nhiều đơn vị cùng báo cáo."
reason_en = "A project counts once, however many units report it."
*/
-- The same code in another year is no contradiction: the project was carried over.
with ranked as (
    select
        r.submission_id,
        r.project_code,
        r.rank,
        p.sheet,
        p.row_no,
        p.unit_code,
        p.year,
        s.path
    from staging.project_ranks as r
    inner join staging.projects as p
        on r.submission_id = p.submission_id and r.row_id = p.row_id
    inner join staging.submissions as s on r.submission_id = s.submission_id
    where s.in_force and not s.rejected and not p.row_error
),

unit_names as (
    select code, arg_max(name_vi, coalesce(valid_from, '')) as name_vi
    from reference.units
    where parent_code in (select code from reference.units where level = 'tinh')
    group by code
)

select
    l.submission_id,
    l.sheet,
    l.row_no,
    'project_code' as column_name,
    l.project_code,
    coalesce(u.name_vi, w.unit_code) as winner_unit,
    w.path as winner_path
from ranked as l
inner join ranked as w
    on l.project_code = w.project_code and l.year = w.year and l.unit_code <> w.unit_code
left join unit_names as u on w.unit_code = u.code
where w.rank < l.rank
qualify row_number() over (
    partition by l.submission_id, l.sheet, l.row_no
    order by w.rank
) = 1
