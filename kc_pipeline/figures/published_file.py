"""A CSV of published figures, as the project keeps one or as anybody types one.

The columns ``figure``, ``value`` and ``unit`` in any order and among others; comma, semicolon or
tab between them; UTF-8, UTF-16 or Windows-1258. What a number says is for ``printed_number``,
whether it is right for ``reconciling``.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission, UsageError
from kc_pipeline.figures.printed_number import PrintedNumber, printed_number
from kc_pipeline.intake.csv_text import text_of

COLUMNS = ("figure", "value", "unit")
_PERCENT = "percent"
_OF_A_HUNDRED = re.compile(r"\s*%$")
_DECLARED_DELIMITER = re.compile(r'"?sep=.', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One line: the figure, what was printed (None where left blank), its unit.

    ``place`` is the file and the line, to be shown.
    """

    figure: str
    number: PrintedNumber | None
    unit: str
    place: str


def read_published(path: Path) -> tuple[PublishedFigure, ...]:
    """The lines of a file of published figures, in their order.

    Raises UsageError, naming the file and the line, for a missing column, a value that is no
    number, a figure that stands there twice, and a line with fields too many or too few.
    """
    try:
        text = text_of(path.read_bytes(), str(path))
    except UnreadableSubmission as error:
        raise UsageError(error.detail) from error
    first: dict[str, str] = {}
    found = []
    for place, row in _rows(text, path):
        figure = row["figure"]
        if not figure and not row["value"]:
            continue
        if not figure:
            raise UsageError(f"{place}: a value, {row['value']!r}, without the name of its figure")
        if figure in first:
            raise UsageError(f"{place}: {figure} stands there already, see {first[figure]}")
        first[figure] = place
        found.append(_read(figure, row, place))
    return tuple(found)


def _read(figure: str, row: Mapping[str, str], place: str) -> PublishedFigure:
    unit = _PERCENT if row["unit"] == "%" else row["unit"]
    told = _OF_A_HUNDRED.sub("", row["value"]) if unit == _PERCENT else row["value"]
    number = printed_number(told, f"{figure} in {place}") if told else None
    return PublishedFigure(figure, number, unit, place)


def _rows(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The lines below the heading that hold anything, each with its place."""
    lines = list(io.StringIO(text, newline=""))
    skipped = 1 if lines and _DECLARED_DELIMITER.match(lines[0]) else 0
    records = _records(lines[skipped:], path, skipped)
    heading, number = next(records, ([], 0))
    names = [name.strip().casefold() for name in heading]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise UsageError(f"{path}: the heading lacks {', '.join(missing)}: it is {heading}")
    for record, number in records:
        place = f"{path}, line {number}"
        if any(value.strip() for value in record):
            if len(record) != len(names):
                raise UsageError(
                    f"{place}: {len(record)} fields under {len(names)} headings; a number with "
                    "the sign that parts the fields stands in quotation marks"
                )
            told = dict(zip(names, record, strict=True))
            yield place, {name: told[name].strip() for name in COLUMNS}


def _records(lines: list[str], path: Path, skipped: int) -> Iterator[tuple[list[str], int]]:
    """Each record with the number of the line it begins on."""
    sign = max(",;\t", key=(lines[0] if lines else "").count)
    reader = csv.reader(lines, delimiter=sign, strict=True)
    begins = skipped + 1
    try:
        for record in reader:
            yield record, begins
            begins = skipped + reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}, line {begins}: {error}") from error
