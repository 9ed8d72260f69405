"""An xlsx or xlsm becomes a workbook: which parts there are and in which order they are read.

Macros are never looked into, chart and macro sheets have no rows and are passed over. One reader
of our own gives values, errors, formulas, fonts and what is hidden in one pass over the XML;
comments stand in parts of their own.
"""

from dataclasses import dataclass

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import Sheet, Workbook
from kc_pipeline.intake.opening.archive import Archive
from kc_pipeline.intake.opening.limits import Budget, Limits, too_large
from kc_pipeline.intake.opening.sheet_draft import SheetDraft
from kc_pipeline.intake.opening.xlsx_comments import read_comments
from kc_pipeline.intake.opening.xlsx_parts import (
    MAIN_NAMESPACES,
    Relationship,
    read_shared_strings,
    read_styles,
    refuse_external,
    relationships,
)
from kc_pipeline.intake.opening.xlsx_sheet import read_worksheet
from kc_pipeline.intake.opening.xlsx_values import WorkbookParts, is_true
from kc_pipeline.intake.opening.xml_events import Attributes, local_name

USUAL_MAIN_PART = "xl/workbook.xml"
WITHOUT_ROWS = {
    "chartsheet",
    "dialogsheet",
    "macrosheet",
    "xlMacrosheet",
    "xlIntlMacrosheet",
}


@dataclass(frozen=True, slots=True)
class _ListedSheet:
    name: str
    hidden: bool
    relationship: str


def read_xlsx(archive: Archive, budget: Budget) -> Workbook:
    """Read the workbook in an archive that was looked over already."""
    refuse_external(archive)
    main = _main_part(archive)
    listed, epoch_1904 = _read_main_part(archive, main, budget.limits)
    arrows = relationships(archive, main)
    by_kind = {arrow.kind: arrow.target for arrow in arrows.values()}
    styles, strings = by_kind.get("styles", ""), by_kind.get("sharedStrings", "")
    parts = WorkbookParts(
        styles=read_styles(archive, styles, budget) if archive.has(styles) else {},
        strings=read_shared_strings(archive, strings, budget) if archive.has(strings) else None,
        epoch_1904=epoch_1904,
    )
    sheets = tuple(
        _read_sheet(archive, sheet, arrows.get(sheet.relationship), parts, budget)
        for sheet in listed
        if not _is_without_rows(arrows.get(sheet.relationship))
    )
    has_macros = "vbaProject" in by_kind
    kind = "xlsm" if has_macros else "xlsx"
    return Workbook(sheets=sheets, kind=kind, epoch_1904=epoch_1904, has_macros=has_macros)


def _main_part(archive: Archive) -> str:
    for arrow in relationships(archive, "").values():
        if arrow.kind == "officeDocument":
            return arrow.target
    return USUAL_MAIN_PART


def _read_main_part(archive: Archive, part: str, limits: Limits) -> tuple[list[_ListedSheet], bool]:
    """The sheets in their order, and whether days are counted from 1904."""
    sheets: list[_ListedSheet] = []
    epoch_1904 = False
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal epoch_1904, depth
        if depth == 0 and name not in {f"{space} workbook" for space in MAIN_NAMESPACES}:
            raise UnreadableSubmission("file.damaged", f"{part}: {local_name(name)} is no workbook")
        depth += 1
        match local_name(name):
            case "workbookPr":
                epoch_1904 = epoch_1904 or is_true(attributes.get("date1904"))
            case "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                named = (value for key, value in attributes.items() if key.endswith(" id"))
                sheets.append(_ListedSheet(attributes.get("name", ""), hidden, next(named, "")))
                if len(sheets) > limits.sheets:
                    raise too_large("sheets", limits.sheets, len(sheets), sheets[-1].name)

    archive.parse(part, start=start)
    if not sheets:
        raise UnreadableSubmission("file.parts_missing", f"{part}: no sheets")
    return sheets, epoch_1904


def _is_without_rows(arrow: Relationship | None) -> bool:
    return arrow is not None and arrow.kind in WITHOUT_ROWS


def _read_sheet(
    archive: Archive,
    listed: _ListedSheet,
    arrow: Relationship | None,
    parts: WorkbookParts,
    budget: Budget,
) -> Sheet:
    if arrow is None or not archive.has(arrow.target):
        missing = "no relationship" if arrow is None else arrow.target
        raise UnreadableSubmission("file.parts_missing", missing, sheet=listed.name)
    try:
        draft = SheetDraft(listed.name, hidden=listed.hidden, budget=budget)
        read_comments(archive, arrow.target, draft)
        return read_worksheet(archive, arrow.target, draft, parts)
    except UnreadableSubmission as error:
        raise UnreadableSubmission(error.code, error.detail, sheet=listed.name) from error
