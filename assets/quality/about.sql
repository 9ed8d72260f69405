/*
title = "What this file is"
title_vi = "Tệp này là gì"
grain = "one row"
caveats = "then read `quality.start_here`"

[columns]
about_vi = { about = "What the file is, in Vietnamese", not_null = true }
about_en = { about = "What the file is, in English", not_null = true }
province_vi = { about = "Province that reports, under the first name that `core.units` has", about_vi = "Tỉnh", not_null = true }
first_year = { about = "First year reported on; null without a report" }
last_year = { about = "Last year reported on" }
phases = { about = "Phases that are assessed", about_vi = "Các giai đoạn được đánh giá" }
submissions = { about = "Submissions in force", about_vi = "Số báo cáo đang có hiệu lực", unit = "submissions", not_null = true }
built_on = { about = "Day in Viet Nam on which it was built", not_null = true }
is_example = { about = "Whether the home declares its data to be an example (`assets/reference/about.csv`)", not_null = true }
said_vi = "What the home says of its data, in Vietnamese"
said_en = "What the home says of its data, in English"

[checks.it_is_one_row]
about = "The file is told of once, and the home says yes or no to being an example"
sql = """
select count(*) as told from quality.about having count(*) <> 1
union all
select count(*) from reference.about where is_example not in ('yes', 'no') having count(*) > 0
"""
*/
with province as (
    select u.name_vi
    from core.units as u
    where u.level = 'tinh'
    order by u.valid_from nulls first
    limit 1
),
reported as (
    select
        min(s.year) as first_year, max(s.year) as last_year,
        count(*) filter (where s.status in ('accepted', 'accepted_with_findings')) as submissions
    from quality.submissions as s
),
phases as (
    select string_agg(p.phase, ', ' order by p.phase) as phases from core.phases as p
),
said as (
    select
        bool_or(a.is_example = 'yes') as is_example, min(a.said_vi) as said_vi,
        min(a.said_en) as said_en
    from reference.about as a
)
select
    'Báo cáo khuyến công hằng năm của các đơn vị, đã kiểm tra và tổng hợp, cùng các số liệu đánh '
    || 'giá giai đoạn' as about_vi,
    'Yearly industrial-promotion reports of the units, checked and consolidated, with the '
    || 'figures of the phase assessments' as about_en,
    province.name_vi as province_vi,
    reported.first_year, reported.last_year, phases.phases, reported.submissions,
    this_run.ran_on as built_on,
    coalesce(said.is_example, false) as is_example,
    said.said_vi, said.said_en
from province
cross join reported
cross join phases
cross join said
cross join staging.this_run as this_run
