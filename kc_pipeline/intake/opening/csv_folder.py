"""A folder of CSV files becomes a workbook, one sheet a file.

How a CSV's text becomes records stands here too; what the values mean does not: every value is
text. Other files and folders inside are no part of the submission.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.content_hash import csv_files
from kc_pipeline.intake.csv_text import text_of
from kc_pipeline.intake.grid import Sheet, Workbook
from kc_pipeline.intake.opening.limits import Budget, Limits, too_large
from kc_pipeline.intake.opening.sheet_draft import SheetDraft

_SAMPLE = 200
_SAMPLE_CHARACTERS = 200_000
_DECLARED = re.compile(r'"?sep=(.)"?(\r\n|\r|\n|$)', re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_END = "\x00"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_bytes(path: Path, limits: Limits) -> bytes:
    """A file's bytes, unless there are more of them than the limit allows."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise too_large("file_bytes", limits.file_bytes, size, path.name)
    return path.read_bytes()


def read_csv_folder(folder: Path, budget: Budget) -> Workbook:
    """Read the folder's CSV files; one that is empty is an empty sheet."""
    files = csv_files(folder)
    if not files:
        raise UnreadableSubmission("file.empty", "no .csv file in the folder")
    sheets = tuple(read_csv(read_bytes(path, budget.limits), path, budget) for path in files)
    return Workbook(sheets=sheets, kind="csv")


def read_csv(data: bytes, path: Path, budget: Budget) -> Sheet:
    """Read one CSV; its rows are numbered as a spreadsheet program would number its records."""
    budget.unpack(len(data), path.name)
    draft = SheetDraft(path.stem, hidden=False, budget=budget)
    try:
        text = text_of(data, path.name)
        for row, record in enumerate(_records(text, path.name, budget.limits), start=1):
            for column, value in enumerate(record, start=1):
                draft.put(row, column, value)
    except UnreadableSubmission as error:
        raise UnreadableSubmission(error.code, error.detail, sheet=path.stem) from error
    return draft.finish()


class _Lines:
    """The lines of a text one by one, and no record of more fields than a sheet may have.

    A record is held whole before anybody sees it, so its delimiters are counted line by line, those
    within quotation marks too: no honest record has so many.
    """

    def __init__(self, text: str, delimiter: str, name: str, limits: Limits) -> None:
        self._lines = _LINE.finditer(text)
        self._delimiter = delimiter
        self._name = name
        self._limits = limits
        self._fields = 1

    def __iter__(self) -> Iterator[str]:
        for found in self._lines:
            line = found[0]
            self._fields += line.count(self._delimiter)
            if self._fields > self._limits.columns + self._limits.text_length:
                raise too_large("columns", self._limits.columns, self._fields, self._name)
            yield line

    def end_record(self) -> None:
        """The next line begins a record."""
        self._fields = 1


def _records(text: str, name: str, limits: Limits) -> Iterator[list[str]]:
    declared = _DECLARED.match(text)
    sample = text[:_SAMPLE_CHARACTERS]
    delimiter = declared[1] if declared else _delimiter(sample, name, limits)
    lines = _Lines(text[declared.end() :] if declared else text, delimiter, name, limits)
    # The end mark is a record of its own unless a quotation mark is still open before it.
    records = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    try:
        for record in records:
            if record == [_END]:
                return
            if record and record[-1].endswith(_END):
                break
            yield record
            lines.end_record()
    except csv.Error as error:
        raise UnreadableSubmission("file.damaged", f"{name}: {error}") from error
    raise UnreadableSubmission("file.damaged", f"{name}: a quotation mark is never closed")


def _delimiter(text: str, name: str, limits: Limits) -> str:
    """The delimiter that cuts most records into the same number of fields, and into most."""
    regularity = {
        "\t": _regularity(text, "\t", name, limits),
        ";": _regularity(text, ";", name, limits),
        ",": _regularity(_DECIMAL_COMMA.sub(".", text), ",", name, limits),
    }
    return max(regularity, key=regularity.__getitem__) if any(regularity.values()) else ","


def _regularity(text: str, delimiter: str, name: str, limits: Limits) -> int:
    lines = _Lines(text, delimiter, name, limits)
    widths = []
    try:
        for record in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE):
            widths.append(len(record))
            lines.end_record()
    except (csv.Error, UnreadableSubmission):  # a wrong delimiter may join half the file
        return 0
    return max(((width - 1) * widths.count(width) for width in set(widths) if width), default=0)
