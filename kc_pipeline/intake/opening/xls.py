"""An xls of Excel 5 to 2003 becomes a workbook, through xlrd.

xlrd gives fonts, what is hidden, notes and error cells; formulas are taken from the records it
passes over (`xls_formulas`). The format itself gives a formula without a value as a zero or a
blank.
"""

import io

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as XlsSheet

from kc_pipeline.intake.grid import CellProblem, CellValue, FlawedCell, Sheet, Workbook
from kc_pipeline.intake.opening import serials
from kc_pipeline.intake.opening.limits import Budget
from kc_pipeline.intake.opening.ole import look_over
from kc_pipeline.intake.opening.sheet_draft import SheetDraft
from kc_pipeline.intake.opening.stored_number import whole_or_float
from kc_pipeline.intake.opening.stored_text import Run, StoredText, decoded, legacy_font
from kc_pipeline.intake.opening.xls_formulas import formulas_of


def read_xls(data: bytes, ending: str, budget: Budget) -> Workbook:
    """Read the workbook in an OLE file; refuse an OLE file that holds something else."""
    has_macros = look_over(data, ending)
    book = xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,  # else a stray cell in the last corner fills the whole sheet
        on_demand=True,
        logfile=io.StringIO(),  # xlrd prints its doubts
    )
    cells = _Cells(book)
    sheets: list[Sheet] = []
    for index in range(book.nsheets):
        draft = _read_sheet(book.sheet_by_index(index), cells, budget)
        for row, column, formula in formulas_of(book, index):
            draft.formula(row + 1, column + 1, formula)
        sheets.append(draft.finish())
        book.unload_sheet(index)
    return Workbook(
        sheets=tuple(sheets),
        kind="xls",
        epoch_1904=book.datemode == 1,
        has_macros=has_macros,
    )


def _read_sheet(sheet: XlsSheet, cells: "_Cells", budget: Budget) -> SheetDraft:
    draft = SheetDraft(sheet.name, hidden=sheet.visibility != 0, budget=budget)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                draft.put(row + 1, column + 1, cells.content(sheet, row, column, kind))
    for (row, column), note in sheet.cell_note_map.items():
        draft.comment(row + 1, column + 1, note.text)
    for row, info in sheet.rowinfo_map.items():
        if info.hidden or info.height == 0:
            draft.hide_rows(row + 1, row + 1)
    for column, look in sheet.colinfo_map.items():
        if look.hidden or look.width == 0:
            draft.hide_columns(column + 1, column + 1)
    for first_row, end_row, first_column, end_column in sheet.merged_cells:
        draft.merge(first_row + 1, first_column + 1, end_row, end_column)
    return draft


class _Cells:
    """What the cells of a book contain, by the book's fonts and formats."""

    def __init__(self, book: Book) -> None:
        self._epoch_1904 = book.datemode == 1
        self._fonts = [font.name for font in book.font_list]
        self._xf_fonts = [legacy_font(self._fonts[xf.font_index]) for xf in book.xf_list]
        formats = {
            key: serials.format_of(entry.format_str or "") for key, entry in book.format_map.items()
        }
        self._xf_formats = [
            formats.get(xf.format_key, serials.Format.NUMBER) for xf in book.xf_list
        ]

    def content(self, sheet: XlsSheet, row: int, column: int, kind: int) -> CellValue | FlawedCell:
        """What stands in a cell that is not blank."""
        value = sheet.cell_value(row, column)
        style = sheet.cell_xf_index(row, column)
        if kind == xlrd.XL_CELL_TEXT:
            runs = sheet.rich_text_runlist_map.get((row, column))
            return decoded(self._stored(str(value), runs or []), self._xf_fonts[style])
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            shown = xlrd.error_text_from_code.get(int(value), f"#{value}")
            return FlawedCell(CellProblem.ERROR_VALUE, shown)
        stored = whole_or_float(float(value))
        return serials.from_serial(stored, self._xf_formats[style], epoch_1904=self._epoch_1904)

    def _stored(self, text: str, starts: list[tuple[int, int]]) -> StoredText:
        """The runs of a text from where each begins; before the first, the cell's font rules."""
        if not starts:
            return text
        begins = [0, *(begin for begin, _ in starts)]
        ends = [*begins[1:], len(text)]
        fonts = [None, *(self._fonts[font] for _, font in starts)]
        return tuple(
            Run(text[begin:end], font)
            for begin, end, font in zip(begins, ends, fonts, strict=True)
            if begin < end
        )
