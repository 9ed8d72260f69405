"""Looking whether anything changed since the last publication, before anything heavy is loaded.

Nothing here imports Dagster, pandas, DuckDB or pyarrow. What to do about a change is not decided
here; what is recorded of a publication is taken from the published file in ``publication_record``.
"""
