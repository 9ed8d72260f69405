/*
title = "Establishments under review"
title_vi = "Cơ sở cần rà soát trùng tên"
grain = "one row per pair of establishments that may be one"
keys = ["establishment_id", "other_establishment_id"]
caveats = "nothing is merged by it: a pair is settled by a row in `establishment_aliases.csv` (they are one) or `establishments_distinct.csv` (they are two); no row means that no two establishments look alike"

[columns]
establishment_id = { about = "One of them, key into `core.establishments`", not_null = true }
other_establishment_id = { about = "The other, key into `core.establishments`", not_null = true }
similarity = { about = "Likeness of the names without tones and legal form", unit = "percent", not_null = true }
name = { about = "Name of the one", not_null = true }
other_name = { about = "Name of the other", not_null = true }
district_code = "District of the one, key into `core.units`"
other_district_code = "District of the other"
registration_no = "Registration number of the one"
other_registration_no = "Registration number of the other"
communes = "Places of its rows and their projects, separated by |"
other_communes = "Those of the other"
industries = "Industries its rows tell, separated by |"
other_industries = "Those of the other"
years = { about = "Years it is named in", not_null = true }
other_years = { about = "Years the other is named in", not_null = true }
*/
with named as (
    select establishment_id, year, project_code, commune, null as industry
    from core.training_classes
    union all
    select establishment_id, year, project_code, null, industry from core.technology_supports
    union all
    select establishment_id, year, project_code, null, null from core.fair_booths
    union all
    select establishment_id, year, project_code, null, null from core.selected_products
    union all
    select establishment_id, year, project_code, null, null from core.brands
    union all
    select establishment_id, year, project_code, null, null from core.designs
),
placed as (
    select
        named.establishment_id, named.year, named.industry,
        coalesce(named.commune, projects.commune) as commune
    from named
    left join core.projects as projects using (project_code)
),
described as (
    select
        establishment_id,
        string_agg(distinct commune, '|' order by commune) as communes,
        string_agg(distinct industry, '|' order by industry) as industries,
        string_agg(distinct year::varchar, ', ' order by year::varchar) as years
    from placed
    where establishment_id is not null
    group by establishment_id
)
select
    pairs.establishment_id,
    pairs.other_establishment_id,
    pairs.similarity,
    one.name,
    other.name as other_name,
    one.district_code,
    other.district_code as other_district_code,
    one.registration_no,
    other.registration_no as other_registration_no,
    of_one.communes,
    of_other.communes as other_communes,
    of_one.industries,
    of_other.industries as other_industries,
    of_one.years,
    of_other.years as other_years
from staging.establishment_pairs as pairs
join core.establishments as one using (establishment_id)
join core.establishments as other
    on other.establishment_id = pairs.other_establishment_id
join described as of_one on of_one.establishment_id = pairs.establishment_id
join described as of_other on of_other.establishment_id = pairs.other_establishment_id
order by pairs.similarity desc, pairs.establishment_id, pairs.other_establishment_id
