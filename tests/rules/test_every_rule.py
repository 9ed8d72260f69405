"""Every rule of the catalogue is shown, found at its cell, and nothing else is found."""

import shutil
from datetime import UTC, date, datetime

import pytest

from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.resolution.ledger import read_ledger, write_ledger
from kc_pipeline.rules.catalogue import load_catalogue
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.connection import connect
from tests.rules import faulty_reports, implausible_reports
from tests.rules.drawn_reports import Expected
from tests.rules.misplaced_reports import (
    CORRECTION,
    MISPLACED,
    OVERWRITTEN,
    REMOVED,
    WITHDRAWN,
)
from tests.small_phase import HOME, Province, project, report

REPORTS = (*faulty_reports.REPORTS, *implausible_reports.REPORTS, *MISPLACED)
CATALOGUE = load_catalogue(HOME / "assets")
DUPLICATE = "2017/TTKC ban sao.xlsx"
AS_CSV = "2016/065"
NEVER = {"optional.unknown_code"}
"""What no form of today can break: every column with a code list is required."""
ELSEWHERE = {"file.": "intake", "decision.": "decisions", "submission.waiting": "decisions"}
"""Where rules are shown that are about no content: by the beginning of their codes."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def consolidated(province: Province) -> frozenset[Expected]:
    """What is told after two nights; between them files are lost, replaced and withdrawn."""
    for once in (REMOVED, OVERWRITTEN, WITHDRAWN):
        once.write(province.raw)
    for sent in REPORTS:
        sent.write(province.raw)
    long = project("C1", note="a" * 32_768, accepted_on=date(2016, 11, 1))
    province.send(report("065", 2016, long), AS_CSV)
    province.remember()
    (province.raw / REMOVED.path).unlink()
    (province.raw / OVERWRITTEN.path).write_bytes(b"no workbook at all")
    withdrawn = hash_submission(province.raw / WITHDRAWN.path)
    ledger = read_ledger(province.project.ledger).with_withdrawn(withdrawn, "Gửi nhầm", NOW)
    write_ledger(province.project.ledger, ledger)
    CORRECTION.write(province.raw)
    shutil.copy(province.raw / "2017/TTKC.xlsx", province.raw / DUPLICATE)
    with connect(":memory:") as connection:
        province.steps.stage(connection, province.settle(), NOW.date())
        found: list[Expected] = connection.execute(
            "select path, sheet, cell, code from staging.findings"
        ).fetchall()
    return frozenset(found)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Expected]:
    return consolidated(Province(tmp_path_factory.mktemp("faulty")))


def expected() -> frozenset[Expected]:
    marked = (*REPORTS, REMOVED, OVERWRITTEN, WITHDRAWN, CORRECTION)
    told = {place for report in marked for place in report.expected()}
    told.add((DUPLICATE, None, None, "submission.duplicate"))
    rubbish = ("file.mislabelled", "submission.correction_not_accepted")
    told |= {(OVERWRITTEN.path, None, None, code) for code in rubbish}
    told.add((AS_CSV, "Biểu 01 - Đề án", "Q4", "cell.text_too_long"))
    return frozenset(told)


def test_each_fault_is_told_at_its_cell_and_nothing_besides(found: frozenset[Expected]) -> None:
    key = str
    assert sorted(expected() - found, key=key) == []
    assert sorted(found - expected(), key=key) == []


def test_every_rule_is_shown() -> None:
    shown = {code for *_, code in expected()}
    left = {rule.code for rule in CATALOGUE} - shown - NEVER
    assert [code for code in sorted(left) if not _is_shown_elsewhere(code)] == []


def test_what_is_never_broken_cannot_be() -> None:
    coded = [column for table in tables() for column in table.columns if column.code_list]
    assert [column.name for column in coded if not column.value_required] == []


def _is_shown_elsewhere(code: str) -> bool:
    folders = [folder for start, folder in ELSEWHERE.items() if code.startswith(start)]
    tests = [path for folder in folders for path in (HOME / "tests" / folder).rglob("test_*.py")]
    return any(f'"{code}"' in path.read_text(encoding="utf-8") for path in tests)
