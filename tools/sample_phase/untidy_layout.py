"""Untidy layout: each function takes one sheet and gives it with things in other places.

None changes what the rows say. A sheet without a table, such as a cover, is left alone.
"""

from dataclasses import replace

from tools.sample_phase import sheets as look
from tools.sample_phase.sheets import Area, Sheet
from tools.sample_phase.untidy_words import with_other_tones

ROWS_BETWEEN_GAPS = 4
ROWS_ON_A_PAGE = 3
HIDDEN_EVERY = 5
PREAMBLE = (
    "UBND TỈNH BẮC KẠN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 12/BC-KC",
    "V/v báo cáo kết quả hoạt động khuyến công",
    "(Kèm theo Báo cáo số 12/BC-KC ngày 05 tháng 01 năm 2016)",
    "Điện thoại: 0209 3 870 000; thư điện tử: khuyencong@example.vn",
)


def with_blank_rows(sheet: Sheet) -> Sheet:
    """Two empty rows on top, and one after every few rows below the heading."""
    if sheet.heading_rows is None:
        return sheet
    first_row = sheet.heading_rows[1] + 1

    def place(row: int) -> int:
        return row + 2 + max(0, (row - first_row) // ROWS_BETWEEN_GAPS)

    return sheet.moved(place, lambda column: column)


def with_leading_column(sheet: Sheet) -> Sheet:
    """An empty column before the table."""
    if sheet.heading_rows is None:
        return sheet
    moved = sheet.moved(lambda row: row, lambda column: column + 1)
    return replace(moved, widths={**moved.widths, 0: 3})


def with_long_preamble(sheet: Sheet) -> Sheet:
    """More lines above all others."""
    if sheet.heading_rows is None:
        return sheet
    moved = sheet.moved(lambda row: row + len(PREAMBLE) + 1, lambda column: column)
    for row, line in enumerate(PREAMBLE):
        moved.put(row, row % 3, line, look.SUBTITLE)
    return moved


def without_block_above(sheet: Sheet) -> Sheet:
    """Only the table, where a cover sheet tells the facts; where they stand above, they stay."""
    if sheet.heading_rows is None or _has_facts(sheet):
        return sheet
    top = sheet.heading_rows[0]
    rest = replace(
        sheet,
        cells={at: cell for at, cell in sheet.cells.items() if at[0] >= top},
        areas=[area for area in sheet.areas if area.top >= top],
        heights={row: height for row, height in sheet.heights.items() if row >= top},
    )
    return rest.moved(lambda row: row - top, lambda column: column)


def _has_facts(sheet: Sheet) -> bool:
    return any(
        isinstance(cell.value, str) and cell.value.startswith("Mã đơn vị")
        for cell in sheet.cells.values()
    )


def unmerged(sheet: Sheet) -> Sheet:
    """Every value in the first cell of what was merged."""
    return replace(sheet, areas=[])


def with_deep_heading(sheet: Sheet) -> Sheet:
    """One more row of heading: a caption over some columns, the others reaching up beside it."""
    if sheet.heading_rows is None:
        return sheet
    top, last = sheet.heading_rows
    deeper = sheet.moved(lambda row: row + (row >= top), lambda column: column)
    columns = [column for row, column in deeper.cells if row == top + 1]
    captioned = range(1, min(3, max(columns) + 1))
    areas = [area for area in deeper.areas if area.top != top + 1]
    across = {area.left: area for area in deeper.areas if area.top == top + 1}
    for column in columns:
        cell = deeper.cells[top + 1, column]
        if column in captioned:
            areas += [across[column]] if column in across else []
            continue
        deeper.cells[top, column] = cell
        deeper.cells[top + 1, column] = replace(cell, value=None)
        old = across.get(column)
        if cell.value is not None:
            bottom, right = (old.bottom, old.right) if old else (top + 1, column)
            areas.append(Area(top, column, bottom, right))
    deeper = replace(deeper, areas=areas, heading_rows=(top, last + 1))
    across_caption = len(captioned) - 1
    deeper.merge(top, captioned[0], "Thông tin về đề án", look.HEADING, across=across_caption)
    return deeper


def with_repeated_heading(sheet: Sheet) -> Sheet:
    """The heading once more after some rows, as where a page breaks."""
    if sheet.heading_rows is None:
        return sheet
    top, last = sheet.heading_rows
    depth = last - top + 1
    page_end = last + 1 + ROWS_ON_A_PAGE
    longer = sheet.moved(lambda row: row + depth * (row >= page_end), lambda column: column)
    for row in range(top, last + 1):
        for column in range(longer.extent[1]):
            if (row, column) in longer.cells:
                longer.cells[page_end + row - top, column] = longer.cells[row, column]
    longer.areas.extend(
        Area(area.top + page_end - top, area.left, area.bottom + page_end - top, area.right)
        for area in sheet.areas
        if top <= area.top <= last
    )
    return longer


def with_hidden_rows(sheet: Sheet) -> Sheet:
    """Some rows under the heading hidden."""
    if sheet.heading_rows is None:
        return sheet
    first = sheet.heading_rows[1] + 2
    return replace(sheet, hidden_rows=frozenset(range(first, sheet.extent[0], HIDDEN_EVERY)))


def with_hidden_column(sheet: Sheet) -> Sheet:
    """The second column of the table hidden."""
    if sheet.heading_rows is None:
        return sheet
    first = min(column for row, column in sheet.cells if row == sheet.heading_rows[0])
    return replace(sheet, hidden_columns=frozenset({first + 1}))


def with_moved_tones(sheet: Sheet) -> Sheet:
    """Headings with the other tone placement."""
    if sheet.heading_rows is None:
        return sheet
    top, last = sheet.heading_rows
    cells = {
        (row, column): replace(cell, value=with_other_tones(cell.value))
        if top <= row <= last and isinstance(cell.value, str)
        else cell
        for (row, column), cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells)
