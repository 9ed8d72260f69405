"""The edits that the README calls one edit each, made in a copy of ``assets/``.

Each is one file changed or added; nothing else in the copy differs from the checkout's.
"""

import csv
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.small_phase import HOME

NEW_FORM_YEAR, NEW_YEAR = 2030, 2031
NEW_SHEET = "Phần A - Đề án"
SECTION = """/*
title = "Women in training"
title_vi = "Học viên nữ"
grain = "one row per year with classes that count"
keys = ["year"]

[columns]
year = { about = "Year of the project row that counts", not_null = true }
women = { about = "Women among the trainees", unit = "people", cell = "women", not_null = true }
*/
select p.year, coalesce(sum(d.women), 0)::bigint as women
from core.training_classes as d
join core.projects as p using (project_code)
where p.is_counted
group by p.year
order by p.year
"""
CROSS_RULE = """/*
code = "project.title_is_test"
stage = 2
severity = "warning"
title_vi = "Tên đề án là tên thử"
title_en = "The title says that this is a test"
message_vi = "Ô {cell}: tên đề án “{title}” là tên thử."
message_en = "Cell {cell}: the title “{title}” is that of a test."
mend_vi = "Đề nghị ghi tên đề án đã được phê duyệt."
mend_en = "Please write the title as approved."
reason_vi = "Tên thử cho thấy dòng chưa được điền xong."
reason_en = "A test's title says that the row is not filled in yet."
*/
select submission_id, sheet, row_no, 'title' as column_name, title
from staging.projects
where title ilike 'thử %'
"""
FIGURE = """
["s1.women.by_hand"]
label_vi = "Học viên nữ của các lớp nghề"
unit = "people"
table = "section_1_vocational_training"
measure = "women"
where = { delivery = "own" }
"""
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
        "sections/women_in_training.sql": SECTION,
        "rules/project_title_is_test.sql": CROSS_RULE,
        "figures/section_1.toml": told("figures/section_1.toml") + FIGURE,
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
