"""A copy of the clerk's own file with what is wrong marked, explained and listed.

An .xlsx or .xlsm keeps its look: styles, merges, widths, validations, conditional formats, print
set-up, protection, comments of others, text in several fonts and the values of formulas. What is
lost is what openpyxl does not hold: macros (on purpose), pictures, shapes, text boxes, form
controls, sparklines, slicers, threads of comments (their text stays), and drop-down lists that
Excel stores in its extensions because they look at another sheet. Any other kind becomes an .xlsx
with the same cells. What the findings are is for the rules; here they are only shown.
"""

import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
_FORBIDDEN = frozenset('<>:"/\\|?*')
_CORE = "docProps/core.xml"
_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  # file formats keep no zone


def feedback_name(path: Path) -> str:
    """The file name of a submission's annotated copy; that of a copy is its own.

    It goes to people's own machines: what no file name on Windows may hold, or no one sees, is `_`.
    """
    name = path.stem if path.suffix.lower() in _ENDINGS else path.name
    seen = "".join("_" if c in _FORBIDDEN or not c.isprintable() else c for c in name)
    return f"{unicodedata.normalize('NFC', seen).removesuffix(_SUFFIX)}{_SUFFIX}.xlsx"


@dataclass(frozen=True, slots=True)
class Copy:
    """An annotated copy to be made: of which file, where, with which findings, called how."""

    original: Path
    target: Path
    findings: tuple[Finding, ...]
    name: str


def annotate(original: Path, findings: Sequence[Finding], target: Path) -> Path:
    """Write the annotated copy of a submission file or CSV folder to ``target``; return it.

    Marks that an earlier annotation left in the file are taken off first. Raises UsageError where
    the copy would replace the original, OSError where it cannot be written.
    """
    if target.resolve() == original.resolve():
        raise UsageError(f"{target}: the copy would replace what was sent; name another folder")
    (fault,) = annotate_all([Copy(original, target, tuple(findings), original.name)])
    if fault is not None:
        raise fault
    return target


def annotate_all(copies: Sequence[Copy]) -> list[OSError | None]:
    """Write many copies; for each, what kept it from being written.

    The originals are opened in child processes, which a harmful file may take down: then, as for
    one that cannot be opened, the copy holds the list of findings only.
    """
    done = run_isolated(_annotate_opened, copies) if copies else ()
    return [
        _list_findings(copy) if isinstance(result, UnreadableSubmission) else None
        for copy, result in zip(copies, done, strict=True)
    ]


def _list_findings(copy: Copy) -> OSError | None:
    workbook = Xlsx()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.created = _LONG_AGO
    add_findings_sheet(workbook, copy.name, copy.findings, {}, is_opened=False)
    try:
        save(workbook, copy.target, modified=_LONG_AGO)
    except OSError as error:
        return error
    return None


def _annotate_opened(copy: Copy) -> None:
    """The task of the child process. Raises UnreadableSubmission as opening does."""
    original, target, findings = copy.original, copy.target, copy.findings
    opened = open_submission(original)
    loaded = _loaded(original) if opened.kind in _LOADABLE else None
    if loaded is None:
        workbook, sheets = rebuild(opened)
        workbook.properties.created = workbook.properties.modified = _LONG_AGO
    else:
        workbook, sheets = loaded.workbook, worksheets(loaded.workbook)
        if not _tells_creation(original):
            workbook.properties.created = _LONG_AGO
    remove_own_sheets(workbook)
    sheets = {name: sheet for name, sheet in sheets.items() if sheet in workbook.worksheets}
    unmark_cells(sheets)
    mark_cells(sheets, findings)
    add_findings_sheet(workbook, copy.name, findings, sheets)
    modified = workbook.properties.modified or _LONG_AGO
    save(workbook, target, modified=modified, values=loaded.values if loaded else None)


def _tells_creation(path: Path) -> bool:
    """Whether the file says when it was made; openpyxl takes one that does not as made now."""
    with zipfile.ZipFile(path) as archive:
        return _CORE in archive.namelist() and b":created" in archive.read(_CORE)


def _loaded(path: Path) -> LoadedWorkbook | None:
    try:
        return load(path)
    except Exception:  # noqa: BLE001  # it chokes on damage in ways it does not declare
        return None
