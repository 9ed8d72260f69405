/*
title = "What units became"
title_vi = "Các đơn vị hành chính kế tiếp nhau"
grain = "one row per unit under one name and a unit of later days that has all or part of its ground, directly or through others"
keys = ["unit_code", "valid_from", "successor_code", "successor_valid_from"]
caveats = "a unit with two successors was divided and nothing tells which part a place is in; districts that were abolished have none; a unit that only took others in goes on under its own row of `core.units`"

[columns]
unit_code = { about = "The earlier unit, with valid_from a key into `core.units`", about_vi = "Mã đơn vị trước", not_null = true }
valid_from = { about = "First day of the earlier unit; null for a time before the records", about_vi = "Ngày bắt đầu của đơn vị trước" }
valid_to = { about = "Last day of the earlier unit", about_vi = "Ngày kết thúc của đơn vị trước", not_null = true }
name_vi = { about = "Name of the earlier unit", about_vi = "Tên đơn vị trước", not_null = true }
successor_code = { about = "The later unit, with successor_valid_from a key into `core.units`", about_vi = "Mã đơn vị sau", not_null = true }
successor_valid_from = { about = "First day of the later unit; null for a time before the records: it took the ground in later", about_vi = "Ngày bắt đầu của đơn vị sau" }
successor_valid_to = { about = "Last day of the later unit; null while it is valid", about_vi = "Ngày kết thúc của đơn vị sau" }
successor_name_vi = { about = "Name of the later unit", about_vi = "Tên đơn vị sau", not_null = true }
since = { about = "First day on which the ground is the later unit's", about_vi = "Ngày địa bàn thuộc về đơn vị sau", not_null = true }
steps = { about = "1 where one became the other directly, more where through others", about_vi = "Số lần thay đổi", not_null = true }
basis = { about = "Decision that gave the later unit the ground", about_vi = "Căn cứ" }

[checks.every_successor_is_known]
about = "Every code that units.csv names as a successor is a unit on the day after"
sql = """
select u.unit_code, u.valid_from, u.successors
from core.units as u
where len(regexp_extract_all(u.successors, '(?:^|\\|)[^:|]*?([0-9]{2,5}):', 1)) <> (
    select count(*)
    from core.unit_successions as s
    where s.unit_code = u.unit_code and s.valid_from is not distinct from u.valid_from
        and s.steps = 1
)
"""
*/
with recursive units as (
    select
        code, name_vi, valid_from::date as valid_from, valid_to::date as valid_to, basis_to,
        successors
    from reference.units
),
named as (
    select
        units.code, units.valid_from, units.valid_to, units.name_vi, units.basis_to,
        unnest(
            regexp_extract_all(units.successors, '(?:^|\|)[^:|]*?([0-9]{2,5}):', 1)
        ) as successor_code
    from units
    where units.valid_to is not null
),
direct as (
    select
        named.code, named.valid_from, named.valid_to, named.name_vi, named.basis_to,
        later.code as successor_code,
        later.valid_from as successor_valid_from,
        later.valid_to as successor_valid_to,
        later.name_vi as successor_name_vi
    from named
    join units as later
        on later.code = named.successor_code
        and coalesce(later.valid_from, date '0001-01-01') <= named.valid_to + 1
        and coalesce(later.valid_to, date '9999-12-31') >= named.valid_to + 1
),
followed as (
    select
        code, valid_from, valid_to, name_vi, successor_code, successor_valid_from,
        successor_valid_to, successor_name_vi, (valid_to + 1)::date as since, 1 as steps,
        basis_to as basis
    from direct
    union all
    select
        followed.code, followed.valid_from, followed.valid_to, followed.name_vi,
        direct.successor_code, direct.successor_valid_from, direct.successor_valid_to,
        direct.successor_name_vi, (direct.valid_to + 1)::date, followed.steps + 1, direct.basis_to
    from followed
    join direct
        on direct.code = followed.successor_code
        and direct.valid_from is not distinct from followed.successor_valid_from
)
select
    code as unit_code, valid_from, valid_to, name_vi, successor_code, successor_valid_from,
    successor_valid_to, successor_name_vi, min(since) as since, min(steps) as steps,
    arg_min(basis, steps) as basis
from followed
group by all
order by unit_code, valid_from nulls first, steps, successor_code
