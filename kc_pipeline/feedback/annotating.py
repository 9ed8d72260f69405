"""A copy of the clerk's own file with what is wrong marked, explained and listed.

An .xlsx or .xlsm keeps its look: styles, merges, widths, validations, conditional formats, print
set-up, protection, comments of others, text in several fonts and the values of formulas. What is
lost is what openpyxl does not hold: macros (on purpose), pictures, shapes, text boxes, form
controls, sparklines, slicers, threads of comments (their text stays), and drop-down lists that
Excel stores in its extensions because they look at another sheet. Any other kind becomes an .xlsx
with the same cells. What the findings are is for the rules; here they are only shown.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from openpyxl import Workbook as Xlsx

from kc_pipeline.errors import UnreadableSubmission, UsageError
from kc_pipeline.feedback.cell_marks import mark_cells, unmark_cells, worksheets
from kc_pipeline.feedback.findings_sheet import add_findings_sheet, remove_own_sheets
from kc_pipeline.feedback.loaded_workbook import LoadedWorkbook, load
from kc_pipeline.feedback.packing import save
from kc_pipeline.feedback.rebuilt_workbook import rebuild
from kc_pipeline.intake.opening import open_submission, run_isolated
from kc_pipeline.rules.finding import Finding

_LOADABLE = frozenset({"xlsx", "xlsm"})
_SUFFIX = " - góp ý"
_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".ods", ".ots", ".csv"})
_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  # file formats keep no zone


def feedback_name(path: Path) -> str:
    """The file name of a submission's annotated copy; that of a copy is its own."""
    name = path.stem if path.suffix.lower() in _ENDINGS else path.name
    return f"{unicodedata.normalize('NFC', name).removesuffix(_SUFFIX)}{_SUFFIX}.xlsx"


def annotate(original: Path, findings: Sequence[Finding], target: Path) -> Path:
    """Write the annotated copy of a submission file or CSV folder to ``target``; return it.

    Marks that an earlier annotation left in the file are taken off first. The original is opened
    in a child process, which a harmful file may take down: then, as for one that cannot be opened,
    the copy holds the list of findings only. Raises UsageError where the copy would replace the
    original.
    """
    if target.resolve() == original.resolve():
        raise UsageError(f"{target}: bản góp ý không được ghi đè lên tệp đã gửi")
    task = partial(_annotate_opened, findings=tuple(findings))
    (done,) = run_isolated(task, [(original, target)])
    if isinstance(done, UnreadableSubmission):
        workbook = Xlsx()
        workbook.remove(workbook.worksheets[0])
        add_findings_sheet(workbook, original.name, findings, {}, is_opened=False)
        save(workbook, target, modified=_LONG_AGO)
    return target


def _annotate_opened(paths: tuple[Path, Path], findings: Sequence[Finding]) -> None:
    """The task of the child process. Raises UnreadableSubmission as opening does."""
    original, target = paths
    opened = open_submission(original)
    loaded = _loaded(original) if opened.kind in _LOADABLE else None
    if loaded is None:
        workbook, sheets = rebuild(opened)
        workbook.properties.created = workbook.properties.modified = _LONG_AGO
    else:
        workbook, sheets = loaded.workbook, worksheets(loaded.workbook)
    remove_own_sheets(workbook)
    sheets = {name: sheet for name, sheet in sheets.items() if sheet in workbook.worksheets}
    unmark_cells(sheets)
    mark_cells(sheets, findings)
    add_findings_sheet(workbook, original.name, findings, sheets)
    modified = workbook.properties.modified or _LONG_AGO
    save(workbook, target, modified=modified, values=loaded.values if loaded else None)


def _loaded(path: Path) -> LoadedWorkbook | None:
    try:
        return load(path)
    except Exception:  # noqa: BLE001  # it chokes on damage in ways it does not declare
        return None
