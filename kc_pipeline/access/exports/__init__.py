"""The published tables as files for other programs: Parquet, CSV for Excel, SQL for PostgreSQL.

A module a format, each writing one table into a folder; ``exporting`` puts the files in place.
"""
