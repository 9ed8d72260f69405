-- What officers decided on the submissions of the phase, as the report tells it.
with applied as (
    select d.*, s.year, s.unit_code,
        coalesce(lower(u.name_vi[1]) || u.name_vi[2:], s.unit_code) as unit
    from quality.decisions as d
    join quality.submissions as s using (submission_id)
    left join (
        select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) as name_vi
        from core.units
        where is_reporting
        group by unit_code
    ) as u on u.unit_code = s.unit_code
    where d.state = 'applied' and s.year between $from_year and $to_year
        -- of a correction that was accepted nothing is left once another took its place
        and (d.kind <> 'acceptance' or s.status in ('accepted', 'accepted_with_findings'))
)
select
    case kind
        when 'correction' then
            'điều chỉnh ô ' || cell || ', biểu “' || sheet || '” của ' || unit || ', năm ' || year
            || if(stands = '', ', đang để trống', ', từ “' || stands || '”')
            || if(value = '', ' thành để trống', ' thành “' || value || '”')
        when 'waiver' then
            'chấp nhận góp ý “' || r.title_vi || '”'
            || coalesce(' tại ô ' || cell, '') || coalesce(', biểu “' || sheet || '”', '')
            || ' của ' || unit || ', năm ' || year
        when 'acceptance' then
            'sử dụng bản điều chỉnh “' || path || '” của ' || unit || ', năm ' || year
        else 'không sử dụng tệp “' || path || '” của ' || coalesce(unit, 'đơn vị') || ', năm ' || year
    end as text,
    rtrim(coalesce(why, ''), '. ') as why
from applied
left join quality.rules as r using (code)
order by year, unit_code, decision
