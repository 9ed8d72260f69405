"""Corrections that cannot be taken: the last accepted version stays, and it is said why."""

import io
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.small_phase import MILLION, Outcome, Province, project, report

MANY_BYTES = 40_000_000


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def another_kind(path: Path) -> None:
    path.write_bytes(b"%PDF-1.4 no workbook")


def with_a_password(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)


def swollen(path: Path) -> None:
    _add(path, "xl/media/image1.png", b"\0" * MANY_BYTES)


def with_entities(path: Path) -> None:
    _add(path, "docProps/more.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')


def that_refers_out(path: Path) -> None:
    _add(
        path,
        "xl/worksheets/_rels/sheet1.xml.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="http://example.org/a.png" TargetMode="External"/>'
        b"</Relationships>",
    )


def with_an_archive_within(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "a")
    _add(path, "xl/embeddings/more.zip", inner.getvalue())


def with_macros(path: Path) -> None:
    """Written anew with a part of macros; this is no reason to refuse."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/vbaProject.bin"] = b"no macro is ever looked at"
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    path.unlink()
    for name, content in parts.items():
        _add(path, name, content)


def _add(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, content)


REFUSED: dict[str, Callable[[Path], None]] = {
    "file.empty": emptied,
    "file.truncated": cut_short,
    "file.mislabelled": another_kind,
    "file.encrypted": with_a_password,
    "file.too_large": swollen,
    "file.xml_entities": with_entities,
    "file.external_reference": that_refers_out,
    "file.nested_archive": with_an_archive_within,
}
PLACES = dict(zip(REFUSED, product(("061", "062"), range(2016, 2020)), strict=True))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A report for each refusal, accepted, then overwritten by what is refused."""
    province = Province(tmp_path_factory.mktemp("refused"))
    sent = {
        code: province.send(report(unit, year, project(f"P-{unit}-{year}", spent_vnd=MILLION)))
        for code, (unit, year) in PLACES.items()
    }
    province.remember()
    for code, path in sent.items():
        REFUSED[code](path)
    with_macros(province.send(report("063", 2016, project("M"))))
    return province.consolidate()


def test_the_accepted_versions_count(outcome: Outcome) -> None:
    counted = outcome.rows(
        "select project_code from core.projects where starts_with(project_code, 'P') order by 1"
    )
    assert counted == [(f"P-{unit}-{year}",) for unit, year in PLACES.values()]


def test_each_refusal_is_told_with_its_cause(outcome: Outcome) -> None:
    told = outcome.rows("""
        select f.path, f.code
        from quality.findings as f
        join quality.submissions as s using (submission_id)
        where s.status = 'rejected' and f.severity = 'error'
    """)
    assert set(told) == {(f"{year}/{unit}.xlsx", code) for code, (unit, year) in PLACES.items()}


def test_the_versions_in_force_are_told_to_be_overwritten(outcome: Outcome) -> None:
    told = outcome.rows("""
        select s.year, s.unit_code
        from quality.findings as f
        join quality.submissions as s using (submission_id)
        where f.code = 'submission.overwritten' and starts_with(s.status, 'accepted')
    """)
    assert sorted(told) == sorted((year, unit) for unit, year in PLACES.values())


def test_macros_are_a_notice_and_no_reason_to_refuse(outcome: Outcome) -> None:
    told = outcome.rows("""
        select s.path, f.severity
        from quality.findings as f
        join quality.submissions as s using (submission_id)
        where f.code = 'file.macros'
    """)
    assert told == [("2016/063.xlsx", "notice")]
    assert outcome.rows("select count(*) from core.projects where project_code = 'M'") == [(1,)]
