/*
code = "project.completed_twice"
stage = 3
severity = "warning"
title_vi = "Một đề án được báo cáo hoàn thành ở hai năm"
title_en = "A project is reported as completed in two years"
message_vi = "Ô {cell}: đề án “{project_code}” ghi đã hoàn thành trong năm {year}, nhưng {counted_unit} lại báo cáo hoàn thành trong năm {counted_year} (tệp “{counted_path}”); đề án chỉ tính một lần, vào năm {counted_year}."
message_en = "Cell {cell}: the project “{project_code}” is completed in {year} here, and in {counted_year} as {counted_unit} reports it (file “{counted_path}”); it counts once, in {counted_year}."
mend_vi = "Đề nghị xác định năm hoàn thành và sửa báo cáo của năm kia; nếu là đề án khác thì cấp mã khác."
mend_en = "Please settle the year and mend the other report; give a different project a code of its own."
reason_vi = "Một đề án chỉ hoàn thành một lần; đề án chuyển năm sau không ghi hoàn thành ở năm trước."
reason_en = "A project is completed once; one that is carried over is not completed the year before."
*/
with completed as (
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
    where
        s.in_force and not s.rejected and not p.row_error
        and p.status in ('completed', 'adjusted')
),

unit_names as (
    select code, arg_max(name_vi, coalesce(valid_from, '')) as name_vi
    from reference.units
    where parent_code in (select code from reference.units where level = 'tinh')
    group by code
)

select
    c.submission_id,
    c.sheet,
    c.row_no,
    'project_code' as column_name,
    c.project_code,
    c.year,
    coalesce(u.name_vi, counted.unit_code) as counted_unit,
    counted.year as counted_year,
    counted.path as counted_path
from completed as c
inner join completed as counted
    on c.project_code = counted.project_code and c.year <> counted.year and counted.rank = 1
left join unit_names as u on counted.unit_code = u.code
