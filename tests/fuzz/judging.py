"""What must hold of every file whatever: a refusal with a known code, or a reading that adds up.

`judge` runs in a child process, so that a crash or a hang has a verdict as well.
"""

import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.opening import Limits, open_submission
from kc_pipeline.intake.reader import Reader
from kc_pipeline.intake.reading import Fate, Reading
from kc_pipeline.intake.reading_store import ReadingStore
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.rules.catalogue import Catalogue, load_catalogue
from kc_pipeline.schemas.models import tables

ASSETS = Path(__file__).parents[2] / "assets"
LIMITS = Limits(unpacked_bytes=20_000_000, cells=200_000)
NO_END = {"file.crashed", "file.timeout", "file.out_of_memory"}
"""Refusals that say that the reader itself broke, not the file."""


@dataclass(frozen=True)
class Verdict:
    """How a file ended: ``read`` or the code of its refusal; and what should not have been."""

    ending: str
    faults: tuple[str, ...] = ()


def judge(path: Path) -> Verdict:
    """Open, read, check and store one file."""
    try:
        workbook = open_submission(path, LIMITS)
    except UnreadableSubmission as refusal:
        return Verdict(refusal.code, tuple(_faults_of_refusal(refusal)))
    reading = _reader().read(workbook)
    faults = [
        *_faults_of_fates(workbook, reading),
        *_faults_of_messages(reading),
        *_faults_of_store(reading),
    ]
    return Verdict("read", tuple(faults))


@cache
def _reader() -> Reader:
    return make_reader(ASSETS, tables())


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(ASSETS)


def _faults_of_refusal(refusal: UnreadableSubmission) -> list[str]:
    if refusal.code not in _catalogue().rules:
        return [f"refused with the unknown code {refusal.code}"]
    return [] if _stored(refusal) == str(refusal) else ["the refusal is not stored as it is"]


def _faults_of_fates(workbook: Workbook, reading: Reading) -> list[str]:
    """Every row in which something stands has one fate, and every data row is there."""
    faults = []
    standing = {(s.name, n) for s in workbook.sheets for n in s.row_numbers()}
    fates = Counter((s.name, fate.row_no) for s in reading.sheets for fate in s.fates)
    known = {sheet.name for sheet in reading.sheets}
    expected = Counter(
        (sheet.name, number)
        for sheet in workbook.sheets
        if sheet.name in known
        for number in sheet.row_numbers()
    )
    if set(fates) - standing:
        faults.append(f"fates of empty rows: {sorted(set(fates) - standing)[:3]}")
    if fates != expected:
        faults.append(f"fates and rows differ: {list((expected - fates) + (fates - expected))[:3]}")
    data = Counter(
        (s.name, f.row_no) for s in reading.sheets for f in s.fates if f.fate is Fate.DATA
    )
    rows = Counter((row.sheet, row.row_no) for row in reading.rows)
    if data != rows:
        faults.append(f"data rows and rows differ: {list((data - rows) + (rows - data))[:3]}")
    if any(sheet.rows_read != len(sheet.fates) for sheet in reading.sheets):
        faults.append("the count of rows differs from the fates")
    return faults


def _faults_of_messages(reading: Reading) -> list[str]:
    """Every issue has a rule and all that its messages name."""
    findings = [_catalogue().finding(issue, "id", "a.xlsx") for issue in reading.issues]
    return [f"{f.code}: no message" for f in findings if not (f.message_vi and f.message_en)]


def _faults_of_store(reading: Reading) -> list[str]:
    return [] if _stored(reading) == reading else ["the reading is not stored as it is"]


def _stored(result: Reading | UnreadableSubmission) -> Reading | str | None:
    with tempfile.TemporaryDirectory() as folder:
        store = ReadingStore(Path(folder))
        store.keep("0", result)
        kept = store.get("0")
        if isinstance(kept, Reading):
            return kept.in_memory()
    return str(kept) if isinstance(kept, UnreadableSubmission) else kept
