/*
title = "Establishments"
title_vi = "Cơ sở công nghiệp nông thôn"
grain = "one row per real establishment, whatever its spellings"
keys = ["establishment_id"]
caveats = "recognised by registration number, else by its name but for legal-form abbreviation, case, spacing, punctuation and tone placement within one district; not each was supported: those that were are in `core.establishment_supports`, counted in `sections.supported_establishments_of`"

[columns]
establishment_id = { about = "Id, stable while name and district stay", not_null = true }
name = { about = "Name as most often written", not_null = true }
legal_form = "Legal form the name begins with"
district_code = "District it stands in, key into `core.units`; null where no row tells"
registration_no = "Tax code or registration number, if any row tells"
spellings = { about = "Spellings met, separated by |", not_null = true }
*/
select establishment_id, name, legal_form, district_code, registration_no, spellings
from staging.establishments
order by establishment_id
