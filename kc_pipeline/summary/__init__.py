"""The morning summary: what the last run changed and what to do, as a page and as plain text.

Loading this package loads nothing; ``look_line`` is used where neither DuckDB nor Dagster may be.
"""
