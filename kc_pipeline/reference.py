"""The reference tables under ``assets/reference`` as rows of text. No meaning is given here."""

import csv
from collections.abc import Mapping
from pathlib import Path

Row = Mapping[str, str]


def read_reference(assets: Path, name: str) -> list[Row]:
    """The rows of one reference table, every value as text."""
    return read_csv(assets / "reference" / f"{name}.csv")


def reference_tables(assets: Path) -> dict[str, list[Row]]:
    """Every reference table by name."""
    return {path.stem: read_csv(path) for path in sorted((assets / "reference").glob("*.csv"))}


def reference_columns(assets: Path) -> dict[str, list[str]]:
    """The columns of every reference table by name: one without rows has them too."""
    return {path.stem: _header(path) for path in sorted((assets / "reference").glob("*.csv"))}


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def read_csv(path: Path) -> list[Row]:
    """The rows of a CSV file, UTF-8 with or without a byte order mark."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
