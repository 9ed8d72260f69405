"""What a rule holds back follows from the severity at its declaration.

Not so for what the tables themselves need: that rule stays an error, or the declaration is refused.
"""

import shutil
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from tests.small_phase import HOME, Province, project, report, training

CLASS = {"project_code": "T", "class_name": "Lớp may", "trainees": 30}
REPORT = report(
    "061",
    2016,
    project("A"),
    project("A"),
    training("T"),
    training_classes=[CLASS, {**CLASS, "women": -1}],
)
DECLARED = {
    "count.negative": "values.toml",
    "project.code_twice": "project_code_twice.sql",
    "detail.project_unknown": "detail_project_unknown.sql",
    "value.missing": "values.toml",
}
COUNTED = {"projects": 1, "training_classes": 1}


def lowered(folder: Path, code: str) -> Province:
    """A province of which one rule is declared a warning."""
    assets = folder / "home" / "assets"
    assets.mkdir(parents=True)
    for asset in (HOME / "assets").iterdir():
        if asset.name != "rules":
            (assets / asset.name).symlink_to(asset)
    shutil.copytree(HOME / "assets" / "rules", assets / "rules")
    file = assets / "rules" / DECLARED[code]
    before, after = file.read_text(encoding="utf-8").split(code, 1)
    after = after.replace('severity = "error"', 'severity = "warning"', 1)
    file.write_text(before + code + after, encoding="utf-8")
    return Province(folder)


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("count.negative", {"training_classes": 2}),
        ("project.code_twice", {"projects": 2}),
    ],
)
def test_a_rule_declared_a_warning_lets_the_row_count(
    tmp_path: Path, code: str, more: dict[str, int]
) -> None:
    province = lowered(tmp_path, code)
    province.send(REPORT)
    outcome = province.consolidate()
    accepted = {
        table: outcome.rows(f"select count(*) from core.{table}")[0][0] for table in COUNTED
    }
    assert accepted == COUNTED | more
    told = outcome.rows(f"select distinct severity from quality.findings where code = '{code}'")
    held = outcome.rows(f"select code from quality.quarantine where code = '{code}'")
    assert (told, held) == ([("warning",)], [])


@pytest.mark.parametrize("code", ["detail.project_unknown", "value.missing"])
def test_a_rule_that_the_tables_need_stays_an_error(tmp_path: Path, code: str) -> None:
    province = lowered(tmp_path, code)
    with pytest.raises(DeclarationError, match=f"{code} holds back rows that the tables cannot"):
        province.consolidate()
