/*
title = "Supported establishments, each counted once"
title_vi = "Số cơ sở công nghiệp nông thôn được hỗ trợ, mỗi cơ sở đếm một lần"
grain = "one row per year, district, activity and delivery that occur, and their totals: null in a dimension is its total"
caveats = "an establishment is supported where a row of a project that counts names it, as a beneficiary of a class, machinery, a fair, a brand or a design, or where a product of it was honoured in a selection: as `core.establishment_supports` lists; counted anew at each level, for the counts of years, districts or activities must not be added; the row with null in every dimension is own and partner projects together: the province's total is the one with null in all but delivery = 'own'"
example = "from sections.supported_establishments_of(2014, 2018) where year is null and district_code is null and delivery = 'own'"

[parameters]
first_year = "First year"
last_year = "Last year"

[columns]
year = "Year of the project, of a product without one that of its round; null is all"
district_code = "District the establishment stands in, key into `core.units`; none where no row tells; null is all"
district_vi = { about = "Its name, the latest of these years; null for none and all", about_vi = "Tên huyện, thành phố" }
activity = "Activity it was supported with, key into `core.activities`; null is all"
delivery = "own or partner, own for products without a project; null is both"
establishments = { about = "Distinct establishments supported", unit = "establishments" }
support_vnd = { about = "Support given to them, told for models and machinery alone", about_vi = "Kinh phí hỗ trợ theo từng cơ sở", unit = "đồng" }
*/
with supported as (
    select
        s.establishment_id, coalesce(s.district_code, 'none') as district_code, s.year,
        coalesce(s.activity, 'selection') as activity, coalesce(s.delivery, 'own') as delivery,
        s.support_vnd
    from core.establishment_supports as s
    where s.year between first_year and last_year
),
named as (
    select u.unit_code, max_by(u.name_vi, u.year) as name_vi
    from core.units_by_year as u
    where u.is_reporting and u.year <= last_year
    group by u.unit_code
),
counted as (
    select
        if(totals.over_years, null, supported.year) as year,
        if(totals.over_units, null, supported.district_code) as district_code,
        if(totals.over_activities, null, supported.activity) as activity,
        if(totals.over_deliveries, null, supported.delivery) as delivery,
        count(distinct supported.establishment_id) as establishments,
        coalesce(sum(supported.support_vnd), 0)::bigint as support_vnd
    from supported
    join core.total_levels as totals on not (totals.over_fundings or totals.over_contents)
    group by 1, 2, 3, 4
)
select
    counted.year, counted.district_code, named.name_vi as district_vi, counted.activity,
    counted.delivery, counted.establishments, counted.support_vnd
from counted
left join named on named.unit_code = counted.district_code
order by counted.year, counted.district_code, counted.activity, counted.delivery
