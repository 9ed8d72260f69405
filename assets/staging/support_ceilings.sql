/*
title = "Supports against their ceilings"
title_vi = "Kinh phí hỗ trợ so với mức chi tối đa"
grain = "one row per establishment that one project supports, as one submission in force tells it, where the activity is one that ceilings are laid down for"
kind = "view"
keys = ["submission_id", "sheet", "row_no"]
caveats = "only ceilings whose amounts are verified judge; the date is that of the plan's approval, as the project's own row or else another report of the project tells it; where none does, both ends of the report's year must give the same verdict. National ceilings hold for national and local money alike, the province's own, once its rows stand in ceilings.csv, for local money too; the lowest limit counts"

[columns]
submission_id = "The submission"
sheet = "Sheet of the first row of the support"
row_no = "That row"
support_vnd = { about = "What the project gives the establishment, all rows together", unit = "đồng" }
verdict = "above, within, or unknown where data are missing"
limit_vnd = { about = "The limit exceeded", unit = "đồng" }
limit_vi = "What limit it is, in Vietnamese"
limit_en = "The same in English"
missing_vi = "What is missing for a verdict, in Vietnamese"
missing_en = "The same in English"
*/
with provinces as (
    select
        'KCĐP ' || replace(name_vi, 'Tỉnh ', '') as scope,
        coalesce(valid_from::date, date '0001-01-01') as from_day,
        coalesce(valid_to::date, date '9999-12-31') as to_day
    from reference.units
    where level = 'tinh'
),
-- A year alone stands for its first or its last day.
ceilings as (
    select
        a.activity,
        c.rule_id,
        starts_with(c.funding_scope, 'KCQG') as is_national,
        try_cast(c.max_amount_trieu_dong as decimal(12, 3)) * 1000000 as amount_vnd,
        try_cast(c.max_pct_of_cost as decimal(6, 3)) as percent,
        greatest(
            if(c.valid_from is null, date '0001-01-01',
                coalesce(try_cast(c.valid_from as date), (c.valid_from || '-01-01')::date)),
            coalesce(p.from_day, date '0001-01-01')
        ) as from_day,
        least(
            if(c.valid_to is null, date '9999-12-31',
                coalesce(try_cast(c.valid_to as date), (c.valid_to || '-12-31')::date)),
            coalesce(p.to_day, date '9999-12-31')
        ) as to_day,
        if(c.confidence = 'verified', c.legal_basis, null) as legal_basis
    from reference.ceilings as c
    join reference.ceiling_activities as a using (activity_code)
    left join provinces as p on c.funding_scope = p.scope
    where
        starts_with(c.confidence, 'verified')
        and (starts_with(c.funding_scope, 'KCQG') or p.scope is not null)
),
projects as (
    select
        p.submission_id, p.project_code, p.activity, p.funding, p.approved_on, s.year, s.in_force,
        min(p.approved_on) over (partition by p.project_code) as approved_elsewhere_on
    from staging.projects as p
    join staging.submissions as s using (submission_id)
    where not s.rejected and not p.row_error
),
supports as (
    select
        t.submission_id,
        t.project_code,
        arg_min(t.sheet, t.row_no) as sheet,
        min(t.row_no) as row_no,
        sum(t.support_vnd) as support_vnd,
        if(count(t.investment_vnd) = count(*), sum(t.investment_vnd), null) as investment_vnd
    from staging.technology_supports as t
    join staging.submissions as s using (submission_id)
    left join staging.text_keys as k on k.written = t.establishment
    where s.in_force and not s.rejected and not t.row_error
    group by t.submission_id, t.project_code, coalesce(k.key, t.establishment)
),
-- The own submission's word on the project comes first, then that of another in force.
supported as (
    select
        t.*, p.activity, p.funding, p.year,
        coalesce(p.approved_on, p.approved_elsewhere_on) as approved_on
    from supports as t
    join projects as p using (project_code)
    where p.funding in ('national', 'local') and (p.in_force or p.submission_id = t.submission_id)
    qualify row_number() over (
        partition by t.submission_id, t.sheet, t.row_no
        order by p.submission_id = t.submission_id desc, p.year, p.submission_id
    ) = 1
),
days as (
    select distinct
        s.*,
        unnest(
            if(s.approved_on is null,
                [make_date(s.year, 1, 1), make_date(s.year, 12, 31)], [s.approved_on])
        ) as decided_on
    from supported as s
    where s.activity in (select activity from reference.ceiling_activities)
),
limits as (
    select
        d.*,
        c.rule_id, c.is_national, c.legal_basis, c.percent,
        floor(c.amount_vnd)::bigint as amount_vnd,
        floor(d.investment_vnd * c.percent / 100)::bigint as share_vnd,
        c.rule_id is not null and (c.percent is null or d.investment_vnd is not null) as is_whole
    from days as d
    left join ceilings as c
        on c.activity = d.activity
        and d.decided_on between c.from_day and c.to_day
        and (c.is_national or d.funding = 'local')
),
told as (
    select
        *,
        least(amount_vnd, share_vnd) as limit_vnd,
        if(
            share_vnd is null or amount_vnd <= share_vnd,
            'mức chi cho một cơ sở hoặc mô hình',
            printf('%g%% tổng vốn đầu tư', percent::double)
        ) || coalesce(' theo ' || legal_basis, '') as limit_vi,
        if(
            share_vnd is null or amount_vnd <= share_vnd,
            'for one establishment or model',
            printf('%g %% of the investment', percent::double)
        ) || coalesce(' under ' || legal_basis, '') as limit_en
    from limits
),
by_day as (
    select
        submission_id, sheet, row_no, support_vnd, decided_on, approved_on,
        min(limit_vnd) as limit_vnd,
        arg_min(limit_vi, limit_vnd) as limit_vi,
        arg_min(limit_en, limit_vnd) as limit_en,
        coalesce(support_vnd > min(limit_vnd), false) as is_above,
        bool_and(is_whole) as is_whole,
        bool_or(rule_id is not null) as has_ceiling
    from told
    group by submission_id, sheet, row_no, support_vnd, decided_on, approved_on
),
verdicts as (
    select
        submission_id, sheet, row_no, support_vnd,
        case
            when bool_and(is_above) then 'above'
            when bool_and(is_whole and not is_above) then 'within'
            else 'unknown'
        end as verdict,
        -- above at both ends of a year: the higher limit is the one exceeded for certain
        max(limit_vnd) as limit_vnd,
        arg_max(limit_vi, limit_vnd) as limit_vi,
        arg_max(limit_en, limit_vnd) as limit_en,
        bool_and(has_ceiling) as has_ceiling,
        bool_and(is_whole) as is_whole,
        min(decided_on) as decided_on,
        bool_or(approved_on is null) as is_undated
    from by_day
    group by submission_id, sheet, row_no, support_vnd
)
select
    submission_id, sheet, row_no, support_vnd, verdict, limit_vnd, limit_vi, limit_en,
    case
        when verdict <> 'unknown' then null
        when is_undated and not (has_ceiling and not is_whole)
            then 'chưa ghi ngày phê duyệt mà mức chi tối đa thay đổi trong năm'
        when not has_ceiling
            then 'chưa có mức chi tối đa đã đối chiếu cho ngày phê duyệt '
                || strftime(decided_on, '%d/%m/%Y')
        else 'chưa ghi tổng vốn đầu tư nên không tính được mức theo tỷ lệ'
    end as missing_vi,
    case
        when verdict <> 'unknown' then null
        when is_undated and not (has_ceiling and not is_whole)
            then 'no date of approval is told and the ceiling changes within the year'
        when not has_ceiling
            then 'no verified ceiling is known for the approval on '
                || strftime(decided_on, '%d/%m/%Y')
        else 'no investment is told, so that the share of the cost is unknown'
    end as missing_en
from verdicts
