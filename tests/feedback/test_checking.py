"""Files checked by themselves, in memory."""

from pathlib import Path

from kc_pipeline.feedback.checking import FileCheck, check_files
from kc_pipeline.paths import Project
from kc_pipeline.rules.finding import Severity
from tests.feedback.messy_report import APPENDIX, CLASSES, PROJECTS, SUPPORTS
from tests.feedback.told import places
from tests.small_phase import HOME, project, report
from tools.sample_phase.workbooks import write_workbook


def test_findings_come_in_the_order_of_the_workbook(messy: FileCheck) -> None:
    assert places(messy.findings) == [
        (PROJECTS, "L4", "projects.spent_beyond_plan"),
        (PROJECTS, "P4", "projects.accepted_on_missing"),
        (PROJECTS, "J5", "place.unknown"),
        (PROJECTS, "N5", "required.unknown_code"),
        (PROJECTS, "L6", "required.ambiguous_number"),
        (PROJECTS, "P6", "projects.accepted_on_missing"),
        (PROJECTS, "P7", "projects.accepted_on_missing"),
        (CLASSES, "I4", "cell.remark"),
        (CLASSES, "I4", "training_classes.women_above_trainees"),
        (CLASSES, "A5", "row.hidden"),
        (CLASSES, "F5", "date.no_day"),
        (SUPPORTS, None, "sheet.hidden"),
        (SUPPORTS, "H4", "money.negative"),
        (SUPPORTS, "B5", "detail.project_unknown"),
        (APPENDIX, None, "sheet.unknown"),
    ]
    assert (messy.identity.unit_code, messy.identity.year, messy.form) == ("061", 2017, "KC-2016")
    assert (messy.rows_read, messy.rows_accepted, messy.rows_quarantined) == (19, 3, 5)
    assert {sheet.table: sheet.rows_read for sheet in messy.sheets} == {
        "projects": 8,
        "training_classes": 5,
        "technology_supports": 6,
    }


def test_each_file_stands_alone_and_nothing_is_written(tmp_path: Path) -> None:
    assets = Project(home=HOME, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    folder = tmp_path / "2016"
    sent = report("061", 2017, project("ĐP-2017-01", accepted_on="15/12/2017"))
    paths = [tmp_path / "061 a.xlsx", folder / "062 a.xlsx"]
    for path in paths:
        write_workbook(sent, path)
    missing, checked = tmp_path / "gone.xlsx", {p: p.read_bytes() for p in paths}
    checks = check_files(assets, [*paths, missing])
    assert [places(check.findings) for check in checks] == [
        [],
        [("Thông tin chung", "B5", "submission.year_contradiction")],
        [(None, None, "file.damaged")],
    ]
    assert [(c.rows_accepted, c.rows_quarantined) for c in checks] == [
        (1, 0),
        (0, 1),
        (0, 0),
    ]
    assert [check.is_rejected for check in checks] == [False, True, True]
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.xlsx")} == checked
    assert {p.name for p in tmp_path.iterdir()} == {"061 a.xlsx", "2016"}


def test_no_file_is_no_check(kc_project: Project) -> None:
    assert check_files(kc_project, []) == ()


def test_causes_have_true_counts_the_gravest_first(messy: FileCheck) -> None:
    assert [(c.rule.severity, c.rule.code, c.count) for c in messy.causes] == [
        (Severity.ERROR, "detail.project_unknown", 1),
        (Severity.ERROR, "money.negative", 1),
        (Severity.ERROR, "required.ambiguous_number", 1),
        (Severity.ERROR, "required.unknown_code", 1),
        (Severity.ERROR, "training_classes.women_above_trainees", 1),
        (Severity.WARNING, "date.no_day", 1),
        (Severity.WARNING, "place.unknown", 1),
        (Severity.WARNING, "projects.spent_beyond_plan", 1),
        (Severity.WARNING, "sheet.unknown", 1),
        (Severity.NOTICE, "projects.accepted_on_missing", 3),
        (Severity.NOTICE, "cell.remark", 1),
        (Severity.NOTICE, "row.hidden", 1),
        (Severity.NOTICE, "sheet.hidden", 1),
    ]
    assert sorted(f.code for c in messy.causes for f in c.findings) == sorted(
        f.code for f in messy.findings
    )
