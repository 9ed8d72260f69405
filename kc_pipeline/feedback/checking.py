"""Submission files checked before they are sent: read, identified, staged and judged, in memory.

The same steps as the nightly consolidation, each file on its own, and nothing is written. So a
project that another unit reports is unknown here. Printing is for the command line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kc_pipeline.decisions.docket import Settlement
from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.feedback.causes import Cause, by_cause
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.opening import run_isolated
from kc_pipeline.intake.raw_folder import RawEntry
from kc_pipeline.intake.reading import Reading, SheetReading
from kc_pipeline.intake.reading_file import OpenAndRead
from kc_pipeline.intake.taking_in import TakenIn, make_reader
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.resolution.in_force import settle
from kc_pipeline.resolution.ledger import Ledger
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.resolution.units import Units
from kc_pipeline.resolution.whose_and_when import Identity, identify
from kc_pipeline.rules.catalogue import Catalogue, load_catalogue
from kc_pipeline.rules.finding import Finding, Severity
from kc_pipeline.schemas.models import tables
from kc_pipeline.staging.stage import Connection, Stager
from kc_pipeline.warehouse.connection import connect
from kc_pipeline.warehouse.kept_answers import ANSWERS

_YEAR = re.compile(r"\d{4}")
_FIELDS = ", ".join(Finding.__slots__)
_LAST = 2**40


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a check of one file found.

    ``findings`` go by sheet as in the workbook, row and column, those of the whole file first;
    ``causes`` are the same by rule, the gravest first. A file that is rejected counts nowhere.
    ``sheets`` tell what each row of the table sheets was taken for; the rows read are those
    accepted, those quarantined and those that are no data. ``workbook`` is None where the file
    could not be opened.
    """

    path: Path
    identity: Identity
    form: str | None
    is_rejected: bool
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...]
    sheets: tuple[SheetReading, ...]
    rows_read: int
    rows_accepted: int
    rows_quarantined: int
    workbook: Workbook | None


def check_files(project: Project, paths: Iterable[Path]) -> tuple[FileCheck, ...]:
    """Check each file or CSV folder on its own, in the order given. Writes nothing.

    A file that cannot be opened is a finding, not an exception. Raises DeclarationError where a
    file under ``assets/`` is wrong.
    """
    ANSWERS.know(project.kept_answers)
    checker = _Checker(project)
    listed = list(paths)
    opened = run_isolated(OpenAndRead(make_reader(project.assets, tables())), listed)
    return tuple(checker.check(path, found) for path, found in zip(listed, opened, strict=True))


class _Checker:
    """The declarations, loaded once for all files."""

    def __init__(self, project: Project) -> None:
        self._raw = project.raw
        self._catalogue: Catalogue = load_catalogue(project.assets)
        self._units = Units.load(read_reference(project.assets, "units"))
        self._stager = Stager(project.assets, self._catalogue, self._units)

    def check(
        self, path: Path, found: tuple[Workbook, Reading] | UnreadableSubmission
    ) -> FileCheck:
        workbook, reading = (None, found) if isinstance(found, UnreadableSubmission) else found
        taken = self._taken(path, reading)
        identity = identify(taken, self._units)
        settled = settle([(taken, identity)], [], Ledger(), self._catalogue.holds_back)
        sheets = () if isinstance(reading, UnreadableSubmission) else reading.sheets
        order = {sheet.name: n for n, sheet in enumerate(workbook.sheets if workbook else ())}
        judged, held = self._judged(settled)
        findings = tuple(sorted(judged, key=lambda finding: _place(finding, order)))
        data = 0 if isinstance(reading, UnreadableSubmission) else len(reading.rows)
        return FileCheck(
            path=path,
            identity=identity,
            form=None if isinstance(reading, UnreadableSubmission) else reading.form or None,
            is_rejected=any(s.standing is Standing.REJECTED for s in settled),
            findings=findings,
            causes=by_cause(findings, self._catalogue.__getitem__),
            sheets=sheets,
            rows_read=sum(sheet.rows_read for sheet in sheets),
            rows_accepted=data - held,
            rows_quarantined=held,
            workbook=workbook,
        )

    def _taken(self, path: Path, reading: Reading | UnreadableSubmission) -> TakenIn:
        """The file as intake would have it: its path tells year and unit as under raw/."""
        location = path.resolve()
        if location.is_relative_to(self._raw):
            relative = location.relative_to(self._raw).as_posix()
        elif _YEAR.fullmatch(location.parent.name):
            relative = f"{location.parent.name}/{location.name}"
        else:
            relative = location.name
        modified_at = datetime.fromtimestamp(0, UTC)
        year = RawEntry(relative, location, modified_at).year
        return TakenIn(relative, year, modified_at, _hash(path), reading)

    def _judged(self, settled: Sequence[Submission]) -> tuple[list[Finding], int]:
        """The findings, and how many rows are held back."""
        with connect(":memory:") as connection:
            self._stager.stage(connection, Settlement(tuple(settled)))
            return _findings(connection), _held_rows(connection)


def _hash(path: Path) -> str:
    """The hash of a file; empty where it cannot be read, which its refusal tells."""
    try:
        return hash_submission(path)
    except (OSError, UnreadableSubmission):
        return ""


def _findings(connection: Connection) -> list[Finding]:
    rows = connection.execute(f"select {_FIELDS} from staging.findings").fetchall()
    named = (dict(zip(Finding.__slots__, row, strict=True)) for row in rows)
    return [Finding(**(told | {"severity": Severity(told["severity"])})) for told in named]


def _held_rows(connection: Connection) -> int:
    found = connection.execute("select count(*) from staging.held_rows").fetchone()
    return int(found[0]) if found else 0


def _place(finding: Finding, order: dict[str, int]) -> tuple[int, int, int, str, str]:
    """What findings are sorted by; those of a whole file or sheet come first."""
    letters = (finding.cell or "").rstrip("0123456789")
    digits = (finding.cell or "")[len(letters) :]
    sheet = -1 if finding.sheet is None else order.get(finding.sheet, _LAST)
    row = int(digits) if digits else finding.row_no or 0
    return sheet, row, len(letters), letters, finding.code
