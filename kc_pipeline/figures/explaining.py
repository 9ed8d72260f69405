"""What became of a row, or of a project: its one fate, why, and the figures it is in.

All of it is asked of the published warehouse: `quality.row_fates` has the fate, here it is put
beside the findings, the decisions and the figures. How it reads is for `fate_words`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from kc_pipeline.errors import UsageError
from kc_pipeline.intake.raw_folder import in_one_spelling

_ROW = """
select s.path, f.submission_id, f.sheet, f.row_no, f.table_name, f.fate, f.read_as, f.read_why,
    f.project_code, f.project_status, f.code, other.path as ruling_path, f.ruling_sheet,
    f.ruling_row_no, other.year as ruling_year
from quality.row_fates as f
join quality.submissions as s using (submission_id)
left join quality.submissions as other on other.submission_id = f.ruling_submission_id
"""
_FINDINGS = """
select distinct code, severity, cell, message_vi, waived_by
from quality.findings
where submission_id = $submission_id and (
    (sheet = $sheet and try_cast(regexp_extract(cell, '[0-9]+$') as bigint) = $row_no)
    or ($with_file and severity = 'error' and (sheet is null or (sheet = $sheet and cell is null)))
)
order by cell nulls first, code
"""
_DECISIONS = """
with told as (
    select corrected_by as decision from quality.cells
    where submission_id = $submission_id and sheet = $sheet and row_no = $row_no
    union
    select waived_by from quality.findings
    where submission_id = $submission_id and sheet = $sheet
        and try_cast(regexp_extract(cell, '[0-9]+$') as bigint) = $row_no
    union
    select decision from quality.decisions
    where submission_id = $submission_id and kind in ('exclusion', 'acceptance')
        and state = 'applied'
)
select d.decision, d.kind, d.cell, d.stands, d.value, d.why
from quality.decisions as d
where d.decision in (select decision from told)
order by d.decision
"""
_FIGURES = """
select f.phase, f.figure, f.label_vi, s.cell, s.contribution, f.unit
from assessment.figure_sources as s
join assessment.figures as f using (phase, figure)
where s.submission_id = $submission_id and s.sheet = $sheet and s.row_no = $row_no
order by f.phase, f.figure, s.cell
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding at the row, or at the sheet or file that is held back with it."""

    code: str
    severity: str
    cell: str | None
    message_vi: str
    waived_by: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """An officer's decision that touches the row."""

    decision: str
    kind: str
    cell: str | None
    stands: str | None
    value: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """A figure that a cell of the row is in; in the figure's unit, None for the base of a share."""

    phase: str
    figure: str
    label_vi: str
    cell: str
    contribution: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A row and its one fate, as `quality.row_fates` tells it.

    ``ruling_path``, ``ruling_sheet``, ``ruling_row_no`` and ``ruling_year`` are of what stands in
    its place, if something does.
    """

    path: str
    submission_id: str
    sheet: str
    row_no: int
    table_name: str
    fate: str
    read_as: str
    read_why: str
    project_code: str | None
    project_status: str | None
    code: str | None
    ruling_path: str | None
    ruling_sheet: str | None
    ruling_row_no: int | None
    ruling_year: int | None
    findings: tuple[Found, ...]
    decisions: tuple[Decided, ...]
    figures: tuple[Contribution, ...]


def explain_row(
    connection: duckdb.DuckDBPyConnection, file: str, sheet: str, row_no: int
) -> Explained:
    """The row of a file, told by its path relative to raw/ or by the beginning of its id.

    Of several contents a path has had, the one in force. Raises UsageError for what is not there.
    """
    submission_id, path = _submission(connection, file)
    where = (
        "where f.submission_id = ? and nfc_normalize(f.sheet) = nfc_normalize(?) and f.row_no = ?"
    )
    found = _rows(connection, where, [submission_id, sheet, row_no])
    if not found:
        raise UsageError(_not_there(connection, submission_id, path, sheet, row_no))
    return _explained(connection, found[0])


def explain_project(connection: duckdb.DuckDBPyConnection, code: str) -> tuple[Explained, ...]:
    """Every data row that names the project: the rows about the project itself first.

    Raises UsageError for a code that no submission has.
    """
    order = (
        "where upper(f.project_code) = upper(?) "
        "order by f.table_name <> 'projects', s.year, s.path, f.sheet, f.row_no"
    )
    found = _rows(connection, order, [code.strip()])
    if not found:
        raise UsageError(
            f"no submission has a project {code}; a row is told as PATH SHEET ROW, the path as "
            "kc status and quality.submissions tell it"
        )
    return tuple(_explained(connection, row) for row in found)


def _submission(connection: duckdb.DuckDBPyConnection, file: str) -> tuple[str, str]:
    """Id and path of the submission whose rows are told: of a duplicate, the one it repeats."""
    found = connection.execute(
        """
with meant as (
    select submission_id, path, sha256, status, received_at from quality.submissions
    where nfc_normalize(path) = nfc_normalize($file) or starts_with(submission_id, $file)
)
select coalesce(original.submission_id, meant.submission_id), meant.path
from meant
left join quality.submissions as original
    on meant.status = 'duplicate' and original.sha256 = meant.sha256
    and original.status <> 'duplicate'
order by meant.status not in ('accepted', 'accepted_with_findings'),
    meant.received_at desc, meant.submission_id
""",
        {"file": file},
    ).fetchall()
    if not found:
        raise UsageError(
            f"{file} is neither the path of a submission relative to raw/ nor the beginning of "
            "an id in quality.submissions"
        )
    named = {in_one_spelling(path) for _, path in found}
    if in_one_spelling(file) not in named and len({told for told, _ in found}) > 1:
        names = ", ".join(sorted({path for _, path in found}))
        raise UsageError(f"{file} is the beginning of several ids: {names}")
    submission_id, path = found[0]
    return submission_id, path


def _not_there(
    connection: duckdb.DuckDBPyConnection, submission_id: str, path: str, sheet: str, row_no: int
) -> str:
    sheets = connection.execute(
        "select sheet, min(row_no), max(row_no) from quality.row_fates "
        "where submission_id = ? group by sheet order by sheet",
        [submission_id],
    ).fetchall()
    if not sheets:
        return f"{path}: no row of it could be read; kc check tells why"
    if sheet not in {name for name, *_ in sheets}:
        known = ", ".join(f"“{name}”" for name, *_ in sheets)
        return f"{path}: “{sheet}” is no table sheet that was read; those are {known}"
    first, last = next((low, high) for name, low, high in sheets if name == sheet)
    return f"{path}, sheet “{sheet}”: row {row_no} is empty; rows {first} to {last} were read"


def _explained(connection: duckdb.DuckDBPyConnection, told: dict[str, Any]) -> Explained:
    place = {name: told[name] for name in ("submission_id", "sheet", "row_no")}
    with_file = place | {"with_file": told["fate"] in {"held_back", "rejected"}}
    findings = connection.execute(_FINDINGS, with_file).fetchall()
    decisions = connection.execute(_DECISIONS, place).fetchall()
    figures = connection.execute(_FIGURES, place).fetchall()
    return Explained(
        **told,
        findings=tuple(Found(*found) for found in findings),
        decisions=tuple(Decided(*decided) for decided in decisions),
        figures=tuple(Contribution(*part) for part in figures),
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, where: str, told: list[object]
) -> list[dict[str, Any]]:
    found = connection.execute(_ROW + where, told)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
