"""The data dictionary of the published file as one page: meaning, forms, rules and lineage."""
