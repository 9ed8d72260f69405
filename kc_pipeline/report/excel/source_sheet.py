"""The sheet that leads every number back to the cells of the submissions it was made from.

A line a cell, as many as Excel handles with ease: where there are more, the numbers with the most
cells say how many these are and where to find them. What stands behind a number is found elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from kc_pipeline.number_style import number as shown
from kc_pipeline.report.excel.looks import Looks
from kc_pipeline.report.model import Evidence, Number, Report, RowKind, Table

NAME = "Nguồn số liệu"
HEADING_ROW = 3

_COLUMNS = (
    ("Số liệu", 46), ("Tên trong hệ thống", 34), ("Giá trị", 13), ("Đơn vị", 12),
    ("Tệp báo cáo", 36), ("Biểu", 20), ("Ô", 8), ("Nội dung trong ô", 26), ("Đóng góp", 13),
)  # fmt: skip
_NOTE = (
    "Mỗi số liệu in trong các phụ lục dẫn tới những ô dưới đây của báo cáo các đơn vị đã gửi. Với "
    "số đếm không trùng, mỗi dòng được tính một lần; mẫu số của tỷ lệ không có phần đóng góp."
)
_TOGETHER = "{count} nguồn trong {files} tệp; liệt kê đầy đủ trong bản HTML của báo cáo này"
_MOST_DECIMALS = 6
_MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Traced:
    """A printed number with what it is called and what is behind it."""

    label: str
    number: Number
    unit: str
    evidence: Evidence
    read_from: tuple[str, ...]
    first_row: int
    is_listed: bool


def traced_numbers(report: Report, most_lines: int = _MOST_LINES) -> tuple[Traced, ...]:
    """Every number of the annexes, once, in order of appearance, with its place on the sheet.

    Those with the fewest cells are listed, as long as there is a line for each of the others.
    """
    labelled = tuple(_labelled(report).values())
    heights = {number.pointer: _height(report, number.pointer) for _, number in labelled}
    longest = _longest_listed(heights.values(), most_lines)
    row_at = HEADING_ROW + 1
    found: list[Traced] = []
    for label, number in labelled:
        behind = report.evidence[number.pointer]
        told = report.definitions[number.pointer]
        is_listed = heights[number.pointer] <= longest or not (behind.cells or behind.lines)
        found.append(Traced(label, number, told.unit, behind, told.read_from, row_at, is_listed))
        row_at += heights[number.pointer] if is_listed else 1
    return tuple(found)


def _longest_listed(heights: Iterable[int], most_lines: int) -> int:
    """How many lines a number may have so that all that have no more are listed."""
    count = Counter(heights)
    left = most_lines - count.total()
    longest = 0
    for height in sorted(count):
        left -= (height - 1) * count[height]
        if left < 0:
            break
        longest = height
    return longest


def _height(report: Report, pointer: str) -> int:
    """How many lines a number has if all that is behind it is listed."""
    behind = report.evidence[pointer]
    others = 0 if behind.contributions else len(report.definitions[pointer].read_from)
    return max(len(behind.cells) + len(behind.lines) + others, 1)


def links(numbers: tuple[Traced, ...]) -> Mapping[str, str]:
    """Where each number is traced to, by its pointer."""
    return {n.number.pointer: f"internal:'{NAME}'!A{n.first_row + 1}" for n in numbers}


def write_sources(sheet: Worksheet, numbers: tuple[Traced, ...], looks: Looks) -> None:
    """The sheet: a line a cell, its number beside the first, its name beside each; a filter."""
    sheet.write_string(0, 0, NAME.upper(), looks.of("title"))
    sheet.write_string(1, 0, _NOTE, looks.of("note"))
    for at, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(HEADING_ROW, at, title, looks.of("heading"))
    last = HEADING_ROW
    for traced in numbers:
        for offset, cells in enumerate(_lines(traced)):
            last = traced.first_row + offset
            if offset == 0:
                _write_number(sheet, last, traced, looks)
            else:
                sheet.write_string(last, 1, traced.number.pointer, looks.of("line"))
            for at, text in enumerate(cells[:4], start=4):
                sheet.write_string(last, at, text, looks.of("line"))
            if cells[4] is None:
                sheet.write_string(last, 8, "", looks.of("number"))
            else:
                sheet.write_number(last, 8, cells[4], looks.of("number", _MOST_DECIMALS // 2))
    sheet.autofilter(HEADING_ROW, 0, last, len(_COLUMNS) - 1)


def _write_number(sheet: Worksheet, row_at: int, traced: Traced, looks: Looks) -> None:
    number = traced.number
    sheet.write_string(row_at, 0, traced.label, looks.of("line"))
    sheet.write_string(row_at, 1, number.pointer, looks.of("line"))
    sheet.write_number(row_at, 2, float(number.value), looks.of("number", _MOST_DECIMALS // 2))
    sheet.write_string(row_at, 3, traced.unit, looks.of("line"))


def _lines(traced: Traced) -> Iterator[tuple[str, str, str, str, float | None]]:
    if not traced.is_listed:
        yield _together(traced.evidence)
        return
    for cell in traced.evidence.cells:
        told = None if cell.contribution is None else float(cell.contribution)
        yield cell.path, cell.sheet, cell.cell, cell.raw or "", told
    for line in traced.evidence.lines:
        told = None if line.contribution is None else float(line.contribution)
        yield line.path, line.part, line.line, line.told, told
    if not traced.evidence.contributions:
        for other in traced.read_from:
            yield other, "", "", "", None
    if not (traced.evidence.cells or traced.evidence.lines or traced.read_from):
        yield "Không phát sinh", "", "", "", None


def _together(evidence: Evidence) -> tuple[str, str, str, str, float | None]:
    files = {cell.path for cell in evidence.cells} | {line.path for line in evidence.lines}
    count = shown(Decimal(len(evidence.cells) + len(evidence.lines)))
    given = float(sum(evidence.contributions)) if evidence.adds_up else None
    return _TOGETHER.format(count=count, files=shown(Decimal(len(files)))), "", "", "", given


def _labelled(report: Report) -> Mapping[str, tuple[str, Number]]:
    """By pointer the number and what its row and column of a table call it, the first time."""
    found: dict[str, tuple[str, Number]] = {}
    for annex in report.annexes:
        for table in (block for block in annex.blocks if isinstance(block, Table)):
            for label, number in _numbers(table, table.caption or annex.title):
                found.setdefault(number.pointer, (label, number))
    return found


def _numbers(table: Table, caption: str) -> Iterator[tuple[str, Number]]:
    names = [place for place, column in enumerate(table.columns) if not column.is_number]
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            continue
        texts = ["".join(run.text for run in row.cells[place]) for place in names[:3]]
        side = " - ".join(text for text in texts if text and not text.isdigit()) or texts[0]
        for cell, column in zip(row.cells, table.columns, strict=True):
            for run in cell:
                if run.number is not None:
                    yield f"{side}: {column.title} ({caption})", run.number
