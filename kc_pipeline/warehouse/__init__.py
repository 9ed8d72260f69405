"""The warehouse: declared in SQL, built in a private file, checked, published, kept; no Dagster."""
