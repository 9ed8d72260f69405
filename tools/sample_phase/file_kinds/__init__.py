"""Sheets as files: one module for each kind of file, the same bytes every time."""
