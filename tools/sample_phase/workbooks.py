"""A submission becomes a file: its form's sheets, the unit's habits, the kind of file."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from tools.sample_phase import kc2014, kc2016
from tools.sample_phase.file_kinds import csv_folder, ods_file, xls_file, xlsx_file
from tools.sample_phase.file_kinds.csv_folder import CsvStyle
from tools.sample_phase.irregularities import disturbed
from tools.sample_phase.sheets import Sheet
from tools.sample_phase.submission import Habit, Submission

Layout = Literal["KC-2014", "KC-2016"]
FIRST_YEAR_OF_KC2016 = 2016
_DELIMITERS = {Habit.COMMA_SEPARATED: ",", Habit.TAB_SEPARATED: "\t"}
_ENCODINGS = {
    Habit.PLAIN_UTF8: "utf-8",
    Habit.UTF16: "utf-16",
    Habit.WINDOWS_1258: csv_folder.WINDOWS_1258,
}


def layout_of(year: int) -> Layout:
    """The form that was in force in a year."""
    return "KC-2014" if year < FIRST_YEAR_OF_KC2016 else "KC-2016"


def sheets_of(submission: Submission, layout: Layout | None = None) -> list[Sheet]:
    """The sheets as the unit sends them, on the form of its year unless told otherwise."""
    form = kc2014 if (layout or layout_of(submission.year)) == "KC-2014" else kc2016
    return disturbed(form.sheets(submission), submission)


def write_workbook(submission: Submission, path: Path, layout: Layout | None = None) -> None:
    """Writes one submission; the ending of `path` says which kind of file.

    `.xlsx`, `.xlsm`, `.xls` and `.ods` are workbooks; a path without ending is a folder of CSV
    files. The same submission gives the same bytes. Raises ValueError for any other ending.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = sheets_of(submission, layout)
    created = datetime(submission.year + 1, 1, 5, 8)  # noqa: DTZ001 - file formats keep no zone
    epoch_1904 = submission.has(Habit.EPOCH_1904)
    match path.suffix:
        case ".xlsx" | ".xlsm":
            xlsx_file.write(sheets, path, created, epoch_1904=epoch_1904)
        case ".xls":
            xls_file.write(sheets, path, epoch_1904=epoch_1904)
        case ".ods":
            ods_file.write(sheets, path, created, epoch_1904=epoch_1904)
        case "":
            csv_folder.write(sheets, path, _csv_style(submission))
        case ending:
            raise ValueError(f"{path}: no such kind of workbook: {ending}")


def _csv_style(submission: Submission) -> CsvStyle:
    usual = csv_folder.USUAL
    delimiters = (mark for habit, mark in _DELIMITERS.items() if submission.has(habit))
    encodings = (name for habit, name in _ENCODINGS.items() if submission.has(habit))
    return CsvStyle(next(delimiters, usual.delimiter), next(encodings, usual.encoding))
