"""The reference tables as shipped, for tests that speak of real units and legal forms."""

import csv
from pathlib import Path

from kc_pipeline.intake.establishment_names import LegalForms, legal_forms
from kc_pipeline.resolution.units import Units

REFERENCE = Path(__file__).parents[2] / "assets" / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def units() -> Units:
    return Units.load(rows("units"))


def forms() -> LegalForms:
    return legal_forms(rows("legal_forms"))
