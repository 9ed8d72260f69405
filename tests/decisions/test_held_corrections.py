"""A correction that waits: nothing it says counts, people are told, and an acceptance takes it."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.cli.run_summary import show_summary
from kc_pipeline.comparing.snapshots import SnapshotDiff, compare_snapshots
from kc_pipeline.decisions.accepting import write_acceptance
from kc_pipeline.decisions.decision_files import read_decisions
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.looking.look import look
from kc_pipeline.looking.publication_record import make_whole
from kc_pipeline.previewing.preview import preview
from kc_pipeline.summary.morning import Correction, Morning
from kc_pipeline.summary.page import page
from kc_pipeline.summary.parts import EFFECTS, WAITING, parts
from kc_pipeline.summary.writing import write_summary
from kc_pipeline.warehouse.publishing import open_warehouse, snapshots
from tests.cli.conftest import Kc
from tests.decisions.written import entry, on, ruled
from tests.small_phase import MILLION, Outcome, Province, project, report

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OLD = datetime(2025, 1, 1, tzinfo=UTC)
FIRST, SECOND = "2016/061.xlsx", '2016/061 "lần 2".xlsx'
SUPPORT = "s3.machinery.support"
CORRECTED = report("061", 2016, project("A", spent_vnd=45 * MILLION), project("A2"), version=2)


@dataclass(frozen=True)
class Night:
    """What was published, and the summary of it."""

    province: Province
    outcome: Outcome
    morning: Morning
    support: Decimal | None

    @property
    def kc(self) -> Kc:
        """The command on it."""
        return Kc(self.province.project)


def night(province: Province) -> Night:
    """Consolidate with the declarations as they are now, as a run does."""
    again = Province(province.folder)
    outcome = again.consolidate()
    morning = write_summary(again.project, corrections_at=NOW)
    make_whole(again.project)
    return Night(again, outcome, morning, outcome.figures("2014-2018", SUPPORT)[SUPPORT])


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """A report and one that corrects it, of which nothing is remembered: the first counts."""
    province = Province(tmp_path_factory.mktemp("held"))
    province.hold_corrections()
    first = report("061", 2016, project("A", spent_vnd=40 * MILLION))
    province.send(first, FIRST, at=OLD)
    province.send(CORRECTED, SECOND, at=NOW)
    return night(province)


def test_what_waits_counts_nowhere_and_is_listed(held: Night) -> None:
    assert held.support == Decimal(40)
    assert held.outcome.statuses() == {FIRST: ["accepted"], SECOND: ["superseded"]}
    ((id_, place, sha256, ruling, command, told),) = held.outcome.rows(
        "select submission_id, [unit_code, year::text, path], sha256, ruling_path, accept_command, "
        "message_vi from quality.waiting_corrections"
    )
    assert place == ["061", "2016", SECOND]
    assert sha256 == hash_submission(held.province.raw / SECOND)
    assert (ruling, command) == (FIRST, f'kc accept {id_} --reason "…"')
    assert told.startswith("Bản điều chỉnh này đang chờ cán bộ chấp nhận")
    assert held.outcome.rows(
        "select distinct code from quality.findings where submission_id = "
        f"'{id_}' and starts_with(code, 'submission.')"
    ) == [("submission.waiting",)]
    fates = dict(
        held.outcome.rows(
            f"select fate, count(*) from quality.row_fates where submission_id = '{id_}' group by 1"
        )
    )
    assert fates.keys() == {"not_data", "waiting"}
    assert fates["waiting"] == 2
    assert held.outcome.rows(
        "select rows_read = rows_accepted + rows_quarantined + rows_not_data, rows_accepted "
        f"from quality.submissions where submission_id = '{id_}'"
    ) == [(True, 2)]
    assert held.outcome.rows(
        "select distinct p.path from quality.version_changes as v "
        "join quality.submissions as p on p.submission_id = v.predecessor_id "
        f"where v.submission_id = '{id_}'"
    ) == [(FIRST,)]


def test_the_morning_tells_what_it_would_change_and_how_to_accept_it(held: Night) -> None:
    (waiting,) = held.morning.waiting
    assert (waiting.received.path, waiting.received.status) == (SECOND, "waiting")
    assert waiting.instead_of == FIRST
    amounts = {(m.old, m.new) for m in waiting.moved or () if m.unit == "million VND"}
    assert (Decimal(40), Decimal(55)) in amounts
    assert held.morning.corrections == ()
    told = {part.title: part.lines for part in parts(replace(held.morning, compared_with=OLD))}
    (line,) = told[WAITING]
    assert line.startswith(
        f"Huyện Ba Bể, năm 2016: {SECOND} thay cho {FIRST}, nếu được chấp nhận sẽ làm thay đổi "
    )
    assert told[None][0].startswith(
        "Đã tổng hợp số liệu: 2 tệp mới nhận, 1 bản điều chỉnh chờ chấp nhận"
    )
    id_ = waiting.received.submission_id
    assert any(f"kc accept {id_} --reason" in task for task in told["Việc cần làm"])
    assert f"<h2>{WAITING}</h2>" in page(held.morning)
    assert (
        f"{SECOND} (Huyện Ba Bể, năm 2016): Bản điều chỉnh đang chờ chấp nhận"
        in told["Tệp mới nhận"]
    )


def test_the_commands_tell_what_waits(held: Night, capsys: pytest.CaptureFixture[str]) -> None:
    (waiting,) = held.morning.waiting
    id_ = waiting.received.submission_id
    show_summary(held.province.project)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 submissions: 1 accepted, 1 waiting"
    assert (
        f"waits to be accepted in place of {FIRST}: {SECOND}; kc preview tells what it would "
        f"change, kc accept {id_} takes it"
    ) in lines
    status = held.kc("status").stdout.splitlines()
    assert status[-4] == "Corrections that wait to be accepted"
    assert status[-2].split()[:5] == ["061", "2016", "2", "01/01/2026", id_]
    assert f'"waiting": "{id_}"' in held.kc("status", "--format", "json").stdout
    explained = held.kc("explain", SECOND, "Biểu 01 - Đề án", "4").stdout
    assert "bản điều chỉnh đang chờ cán bộ chấp nhận" in explained


def test_only_what_waits_can_be_accepted(
    held: Night, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for wrong in (FIRST, "2016/nothing.xlsx", "../elsewhere.xlsx", "0" * 12):
        result = held.kc("accept", wrong, "--reason", "vì sao")
        assert result.exit_code == 2, result.output
    other = tmp_path_factory.mktemp("raw")
    shutil.copytree(held.province.raw, other, dirs_exist_ok=True)
    (other / SECOND).write_bytes(b"something else by now")
    result = held.kc("accept", SECOND, "--reason", "vì sao", "--raw", str(other))
    assert result.exit_code == 2
    assert "its content is not what waited" in result.output
    assert held.kc("accept", SECOND).exit_code == 2
    assert list(held.province.project.decisions.glob("*.toml")) == []


@pytest.fixture(scope="module")
def accepted(held: Night) -> tuple[Night, SnapshotDiff]:
    """Previewed, accepted by its path, and taken by the next run."""
    told = preview(held.province.project, [held.province.raw / SECOND], NOW)
    (file,) = told.files
    assert (file.status, file.in_place_of, file.waits) == ("accepted", FIRST, True)
    assert look(held.province.project, NOW).is_unchanged
    result = held.kc("accept", SECOND, "--reason", "Sở đã đối chiếu", "--by", "Nguyễn Thị Hoa")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("; kc run applies it\n")
    again = held.kc("accept", held.morning.waiting[0].received.submission_id, "--reason", "lại")
    assert (again.exit_code, "accepted already by Nguyễn Thị Hoa" in again.output) == (2, True)
    (change,) = look(held.province.project, NOW).changes
    assert change.startswith("declarations new: assets/decisions/accepted-")
    return night(held.province), told.diff


def test_an_acceptance_does_what_the_preview_told(accepted: tuple[Night, SnapshotDiff]) -> None:
    after, told = accepted
    assert after.support == Decimal(55)
    *_, before, current = snapshots(after.province.project.warehouse)
    with (
        open_warehouse(after.province.project.warehouse, before.id) as old,
        open_warehouse(after.province.project.warehouse, current.id) as new,
    ):
        assert compare_snapshots(old, new) == told
    assert after.outcome.rows("select count(*) from quality.waiting_corrections") == [(0,)]
    assert after.outcome.rows(
        "select kind, state, decided_by, why, rows_touched from quality.decisions"
    ) == [("acceptance", "applied", "Nguyễn Thị Hoa", "Sở đã đối chiếu", 2)]


def test_the_morning_after_tells_what_the_accepted_correction_moved(
    held: Night, accepted: tuple[Night, SnapshotDiff]
) -> None:
    after, _ = accepted
    (correction,) = after.morning.corrections
    (waited,) = held.morning.waiting
    assert correction == Correction(
        replace(waited.received, status="accepted", status_vi="Đã nhận"), FIRST, waited.moved
    )
    told = {part.title: part.lines for part in parts(after.morning)}
    assert len(told[EFFECTS]) == 1
    assert WAITING not in told
    assert told[None][0].startswith("Đã tổng hợp số liệu: 1 bản điều chỉnh được chấp nhận")


def test_without_ledger_and_warehouse_it_comes_back_the_same(
    accepted: tuple[Night, SnapshotDiff],
) -> None:
    after, _ = accepted
    anew = Province(after.province.folder / "anew")
    anew.folder.mkdir()
    for name in ("raw", "home"):
        (anew.folder / name).symlink_to(after.province.folder / name)
    assert [
        {s.taken.path: str(s.standing) for s in one.settle().submissions}
        for one in (anew, after.province)
    ] == [{FIRST: "superseded", SECOND: "in_force"}] * 2
    assert ruled(anew) == ruled(after.province) == [("applied", None)]


def test_a_refused_file_cannot_be_accepted_and_one_excluded_does_not_wait(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    province = Province(tmp_path_factory.mktemp("refused"))
    province.hold_corrections()
    province.send(report("061", 2016, project("A")), FIRST, at=OLD)
    sent = province.send(CORRECTED, SECOND, at=NOW)
    rubbish = province.raw / "2016" / "061 lần 3.xlsx"
    rubbish.write_bytes(b"no workbook")
    assert _standings(province) == ["in_force", "waiting", "rejected"]
    province.decide(
        entry("acceptance", **on(province, rubbish)) + entry("exclusion", **on(province, sent))
    )
    assert _standings(province) == ["in_force", "withdrawn", "rejected"]
    assert ruled(province) == [("refused", "decision.not_acceptable"), ("applied", None)]
    province.decide("")
    province.remember()
    province.hold_corrections(on=False)
    assert _standings(Province(province.folder)) == ["superseded", "in_force", "rejected"]


def test_an_acceptance_may_say_anything(tmp_path: Path) -> None:
    why = '“dấu \\ và " và\nxuống dòng” \x7f\x01'
    written = write_acceptance(tmp_path, SECOND, "a" * 64, by="Hoa", on=date(2026, 1, 2), why=why)
    (decision,) = read_decisions(tmp_path).entries
    assert written.name == "accepted-aaaaaaaaaaaa.toml"
    assert (decision.path, decision.sha256, decision.by, decision.on) == (
        SECOND,
        "a" * 64,
        "Hoa",
        date(2026, 1, 2),
    )
    assert decision.why == why.replace("\x7f", "")


def _standings(province: Province) -> list[str]:
    found = {s.taken.path: str(s.standing) for s in province.settle().submissions}
    return [found[FIRST], found[SECOND], found["2016/061 lần 3.xlsx"]]
