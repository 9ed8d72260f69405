"""The sample phase written in some way and read back; what must be the same whatever the way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kc_pipeline.intake.headings import SERIAL
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.reader import Reader
from kc_pipeline.intake.reading import EXTRA, Fate, Reading
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.rules.catalogue import Catalogue, load_catalogue
from kc_pipeline.rules.finding import Severity
from kc_pipeline.schemas.models import tables
from tests.irregularities.variants import Variant
from tools.sample_phase.phase import submissions
from tools.sample_phase.submission import Row, Submission
from tools.sample_phase.workbooks import Layout, layout_of, write_workbook

ASSETS = Path(__file__).parents[2] / "assets"

CanonicalRow = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Told:
    """What a reading says, apart from where it stands: rows in their order, cover facts."""

    form: str
    rows: tuple[CanonicalRow, ...]
    cover: tuple[tuple[str, str], ...]


@cache
def reader() -> Reader:
    """The product's reader."""
    return make_reader(ASSETS, tables())


@cache
def catalogue() -> Catalogue:
    """The product's rules."""
    return load_catalogue(ASSETS)


def as_sent() -> list[Submission]:
    """Every workbook of the phase, without any habit."""
    return [replace(sent.submission, habits=frozenset()) for sent in submissions()]


def gathered() -> list[Submission]:
    """Every row of the phase in one workbook a form, so that many ways are tried in little time.

    A sheet is read by itself, whatever else stands in its workbook.
    """
    of_form: dict[Layout, dict[str, list[Row]]] = {}
    last: dict[Layout, Submission] = {}
    for submission in as_sent():
        form = layout_of(submission.year)
        rows = of_form.setdefault(form, {})
        for table, told in submission.tables.items():
            # Copies: a row that two versions share is two rows here.
            rows.setdefault(table, []).extend(dict(row) for row in told)
        last[form] = submission
    return [replace(last[form], tables=rows) for form, rows in of_form.items()]


def read_back(submission: Submission, variant: Variant, folder: Path) -> Reading:
    """The reading of a workbook written in that way."""
    path = folder / f"{submission.unit_code}_{submission.year}_{submission.version}"
    path = path.with_suffix(variant.ending)
    habits = submission.habits | variant.habits
    write_workbook(replace(submission, habits=habits), path, variant.layout)
    return reader().read(open_submission(path))


def told_by(reading: Reading, variant: Variant, year: int) -> Told:
    """What the reading says, as far as the way of writing keeps it."""
    rows = tuple(
        (
            row.table,
            tuple(
                sorted(
                    (cell.column, _kept(cell.value, variant))
                    for cell in row.cells
                    if cell.value is not None and not _is_beside_the_table(cell.column)
                )
            ),
        )
        for row in reading.rows
    )
    if _comes_in_another_order(variant, year):
        rows = tuple(sorted(rows))
    cover = sorted(
        (fact.name, _kept(fact.value, variant))
        for fact in reading.cover
        if fact.name not in _LEFT_TO_THE_FORM
    )
    by_table = tuple(sorted(rows, key=lambda row: row[0]))
    return Told(_form(reading, variant), by_table, tuple(cover))


_LEFT_TO_THE_FORM = {"money_unit", "version"}
"""The unit may be any; KC-2014 tells a version only from the second on."""


def _is_beside_the_table(column: str) -> bool:
    """Running numbers and columns of one's own."""
    return column == SERIAL or column.startswith(EXTRA)


def _comes_in_another_order(variant: Variant, year: int) -> bool:
    return variant.layout not in (None, layout_of(year))


def _form(reading: Reading, variant: Variant) -> str:
    return reading.form if variant.layout is None else "any"


def _kept(value: str, variant: Variant) -> str:
    return value if variant.keeps_capitals else value.casefold()


def faults_of_bookkeeping(reading: Reading) -> list[str]:
    """Where the fates of the rows do not add up; none, if all is well."""
    faults = []
    for sheet in reading.sheets:
        rows = [fate.row_no for fate in sheet.fates]
        if len(set(rows)) != len(rows) or len(rows) != sheet.rows_read:
            faults.append(f"{sheet.name}: {len(rows)} fates for {sheet.rows_read} rows")
        data = [fate.row_no for fate in sheet.fates if fate.fate is Fate.DATA]
        kept = [row.row_no for row in reading.rows if row.sheet == sheet.name]
        if data != kept:
            faults.append(f"{sheet.name}: data rows {data}, rows {kept}")
    return faults


def raised(readings: Sequence[Reading], severity: Severity) -> set[str]:
    """The codes of that severity among the issues of the readings."""
    codes = {issue.code for reading in readings for issue in reading.issues}
    return {code for code in codes if catalogue()[code].severity is severity}
