"""The edits that the README calls one edit each, made in a copy of ``assets/``.

What is added is what the engineer's guide shows. Each is one file changed or added; nothing else in
the copy differs from the checkout's.
"""

import csv
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.small_phase import HOME

NEW_FORM_YEAR, NEW_YEAR = 2030, 2031
NEW_SHEET = "Phần A - Đề án"
GUIDE = HOME / "docs" / "engineer.md"
COMMUNE = {
    "code": "99999",
    "name_vi": "Xã Thử Nghiệm",
    "type": "Xã",
    "level": "xa",
    "parent_code": "061",
    "parent_name": "Huyện Ba Bể",
    "valid_from": "2020-02-01",
    "valid_to": "2025-06-30",
    "confidence": "high",
}


def in_guide(path: str) -> str:
    """The example that the engineer's guide gives for a file: the first block after its path."""
    _, _, after = GUIDE.read_text(encoding="utf-8").partition(f"`{path}`")
    return after.split("```")[1].partition("\n")[2]


def edited_assets(target: Path) -> Path:
    """A copy of the checkout's ``assets/`` with every edit made; the copy."""
    shutil.copytree(HOME / "assets", target)
    for name, text in edits(target).items():
        (target / name).write_text(text, encoding="utf-8")
    return target


def edits(assets: Path) -> Mapping[str, str]:
    """The text of each file edited, by its path below ``assets/``."""

    def told(name: str) -> str:
        return (assets / name).read_text(encoding="utf-8")

    known = told("forms/kc_2016.toml")
    return {
        "forms/kc_2016.toml": re.sub(r"(?m)^(years = \[.*)\]", rf"\1, {NEW_YEAR}]", known, count=1),
        "forms/kc_2030.toml": _new_form(known),
        "sections/women_in_training.sql": in_guide("assets/sections/women_in_training.sql"),
        "rules/project_title_is_test.sql": in_guide("assets/rules/project_title_is_test.sql"),
        "figures/section_1.toml": told("figures/section_1.toml")
        + "\n"
        + in_guide("assets/figures/section_1.toml"),
        "reference/phases.csv": told("reference/phases.csv")
        + f"{NEW_FORM_YEAR}-{NEW_YEAR},{NEW_FORM_YEAR},{NEW_YEAR},Giai đoạn thử\n",
        "reference/units.csv": _with_commune(assets / "reference" / "units.csv"),
    }


def _new_form(known: str) -> str:
    renamed = re.sub(r"(?m)^years = .*$", f"years = [{NEW_FORM_YEAR}]", known, count=1)
    for old, new in (
        ("KC-2016", "KC-2030"),
        ("(mẫu 2016)", "(mẫu 2030)"),
        ("Biểu 01 - Đề án", NEW_SHEET),
        ('project_code = ["Mã đề án"]', 'project_code = ["Ký hiệu hồ sơ"]'),
    ):
        renamed = renamed.replace(old, new)
    return renamed


def _with_commune(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        names = csv.DictReader(file).fieldnames or []
    row = ",".join(COMMUNE.get(name, "") for name in names)
    return path.read_text(encoding="utf-8") + row + "\n"
