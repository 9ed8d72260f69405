"""The sheet that leads every number back to the cells of the submissions it was made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

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
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Traced:
    """A printed number with what it is called and what is behind it."""

    label: str
    number: Number
    unit: str
    evidence: Evidence
    read_from: tuple[str, ...]
    first_row: int


def traced_numbers(report: Report) -> tuple[Traced, ...]:
    """Every number of the annexes, once, in order of appearance, with its place on the sheet."""
    row_at = HEADING_ROW + 1
    found: list[Traced] = []
    for label, number in _labelled(report).values():
        behind = report.evidence[number.pointer]
        told = report.definitions[number.pointer]
        found.append(Traced(label, number, told.unit, behind, told.read_from, row_at))
        row_at += len(list(_lines(found[-1])))
    return tuple(found)


def links(numbers: tuple[Traced, ...]) -> Mapping[str, str]:
    """Where each number is traced to, by its pointer."""
    return {n.number.pointer: f"internal:'{NAME}'!A{n.first_row + 1}" for n in numbers}


def write_sources(sheet: Worksheet, numbers: tuple[Traced, ...], looks: Looks) -> None:
    """The sheet: a line a cell, its number beside the first; a filter over all."""
    sheet.write_string(0, 0, NAME.upper(), looks.of("title"))
    sheet.write_string(1, 0, _NOTE, looks.of("note"))
    for at, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(HEADING_ROW, at, title, looks.of("heading"))
    last = HEADING_ROW
    for traced in numbers:
        for offset, cells in enumerate(_lines(traced)):
            last = traced.first_row + offset
            _write_number(sheet, last, traced, looks)
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
    for cell in traced.evidence.cells:
        told = None if cell.contribution is None else float(cell.contribution)
        yield cell.path, cell.sheet, cell.cell, cell.raw or "", told
    for line in traced.evidence.lines:
        told = None if line.contribution is None else float(line.contribution)
        yield line.path, line.part, line.line, line.told, told
    if not traced.evidence.contributions:
        for other in traced.read_from:
            yield other, "", "", "", None
    if not traced.evidence.cells and not traced.read_from:
        yield "Không phát sinh", "", "", "", None


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
