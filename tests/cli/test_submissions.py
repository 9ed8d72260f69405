"""``kc status`` and ``kc withdraw``."""

import json
import platform
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from kc_pipeline.resolution.ledger import read_ledger
from tests.cli.conftest import Kc, Ran


def test_status_tells_received_rejected_and_missing(ran: Ran) -> None:
    lines = ran.kc("status").stdout.splitlines()
    assert lines[1].split() == ["unit", "name", "2016", "2017"]
    states = {line.split()[0]: line.split()[-2:] for line in lines[2:12] if line}
    assert states["063"] == ["missing", "rejected"]
    assert states["064"] == ["missing", "missing"]
    assert "missing" not in states["060"][-1]
    (row,) = (line for line in lines if line.endswith("2017/062.xlsx"))
    accepted, quarantined, findings = row.split()[-5:-2]
    assert (accepted, quarantined) == ("1", "1")
    assert int(findings) >= 1


def test_status_is_given_to_programs_too(ran: Ran) -> None:
    told = json.loads(ran.kc("status", "--format", "json").stdout)
    places = {(line["unit_code"], line["year"]): line for line in told}
    assert places["063", 2017]["state"] == "rejected"
    assert places["064", 2016] == {
        **dict.fromkeys(places["064", 2016]),
        "unit_code": "064",
        "name_vi": "Huyện Chợ Đồn",
        "year": 2016,
        "state": "missing",
        "due_on": "2017-01-15",
    }
    heading, *lines = ran.kc("status", "--format", "csv").stdout.splitlines()
    assert heading.split(",") == list(told[0])
    assert len(lines) == len(told)


@pytest.fixture
def kc(ran: Ran, tmp_path: Path) -> Kc:
    """A copy of the ledger to write to."""
    intake = tmp_path / "warehouse" / "intake"
    intake.mkdir(parents=True)
    shutil.copy(ran.kc.project.ledger, intake)
    return Kc(replace(ran.kc.project, warehouse=tmp_path / "warehouse"))


def withdrawn(kc: Kc) -> dict[str, str | None]:
    ledger = read_ledger(kc.project.ledger)
    return {entry.path: entry.withdrawn_why for entry in ledger.entries}


def test_accents_may_be_typed_in_the_other_way_of_writing_them(kc: Kc, tmp_path: Path) -> None:
    name = "2016/061 Huyện Ba Bể.xlsx"
    lying = tmp_path / "raw" / unicodedata.normalize("NFD", name)
    lying.parent.mkdir(parents=True)
    shutil.copyfile(kc.project.raw / "2016" / "061.xlsx", lying)
    copied = Kc(replace(kc.project, raw=tmp_path / "raw"))
    result = copied("withdraw", unicodedata.normalize("NFC", name), "--reason", "sent by mistake")
    assert result.exit_code == 0, result.output
    assert withdrawn(kc)["2016/061.xlsx"] == "sent by mistake"


def test_a_submission_is_withdrawn_by_what_its_path_holds(kc: Kc) -> None:
    result = kc("withdraw", "2016/061.xlsx", "--reason", "sent by mistake")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2016/061.xlsx (sha256 ")
    assert result.stdout.endswith("is withdrawn; kc run applies it\n")
    assert withdrawn(kc) == {
        "2016/061.xlsx": "sent by mistake",
        "2017/060.xlsx": None,
        "2017/062.xlsx": None,
    }
    assert kc("withdraw", "2016/061.xlsx", "--reason", "again").exit_code == 2


def test_what_its_path_last_held_is_meant_when_it_is_gone(kc: Kc, tmp_path: Path) -> None:
    elsewhere = Kc(replace(kc.project, raw=tmp_path / "empty"))
    assert elsewhere("withdraw", "2017/060.xlsx", "--reason", "not ours").exit_code == 0
    assert withdrawn(kc)["2017/060.xlsx"] == "not ours"


@pytest.mark.parametrize("path", ["2017/063.xlsx", "2011/nothing.xlsx", "../elsewhere.xlsx"])
def test_what_was_never_accepted_cannot_be_withdrawn(kc: Kc, path: str) -> None:
    assert kc("withdraw", path, "--reason", "why").exit_code == 2
    assert set(withdrawn(kc).values()) == {None}


def test_status_tells_of_a_run_that_was_killed(kc: Kc) -> None:
    dead = {"pid": 4194999, "process_start": "1", "host": platform.node()}
    sign = json.dumps({**dead, "started": "2026-01-30T18:00:00+00:00"})
    (kc.project.warehouse / ".writer.json").write_text(sign)
    result = kc("status")
    assert (
        "the work of process 4194999, started 31/01/2026 01:00:00, was broken off" in result.stderr
    )
    assert result.exit_code == 3  # this warehouse has a ledger alone


def test_a_reason_is_required(kc: Kc) -> None:
    assert kc("withdraw", "2016/061.xlsx").exit_code == 2
