"""The same rows come back from whatever layout they are sent in, on either form, of any table."""

import csv
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kc_pipeline.intake.forms import Form, SheetForm
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.schemas.columns import Column, Kind
from tests.intake.workbooks import (
    COVER,
    COVER_SHEET,
    FORMS,
    READER,
    SHEET_NAMES,
    Value,
    books_balance,
    write,
)

TEXTS = ("Tổng hợp số liệu", "Cộng đồng làng nghề", "Trong đó có nữ", "Ghi chú điều tra")
TEXTS += ("HTX Thành Công", "I. Hội chợ Xuân", "Người lập nghiệp", "=1+1", "Tổng cộng hai lớp")
CODES = ("QG-2014-01", "ĐP-2016-07", "PH-2017-01", "KC.16/03")
UNITS = {"đồng": 1, "nghìn đồng": 1_000, "triệu đồng": 1_000_000, "tỷ đồng": 1_000_000_000}
SOURCES = {("national", "own"): "I", ("local", "own"): "II", ("other", "partner"): "III"}
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", "", "Độc lập - Tự do - Hạnh phúc"]
EPOCH = date(1899, 12, 30)
MOST_TENS_OF_THOUSANDS = 14_000
"""Seven such amounts stay under a tỷ, so that none has one comma and three digits after a whole."""

Row = Mapping[str, object]
Cells = list[Value]

NUMBERS: tuple[Callable[[Decimal], Value], ...] = (
    float,
    lambda n: f"{n:f}".replace(".", ","),
    lambda n: f"{n:,f}".replace(",", " ").replace(".", ","),
    lambda n: f"{n:,f}".replace(",", "_").replace(".", ",").replace("_", "."),
)
DATES: tuple[Callable[[date], Value], ...] = (
    lambda day: day,
    lambda day: (day - EPOCH).days,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{day.month}-{day:%y}",
    lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
)
HEADINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda text: text + " *",
    lambda text: text.replace(" ", "\n", 1),
    lambda text: text.replace(" ", "\u00a0 "),
    lambda text: unicodedata.normalize("NFD", text),
)


@dataclass(frozen=True)
class Layout:
    """Everything about a sheet but its rows."""

    number: Callable[[Decimal], Value]
    day: Callable[[date], Value]
    heading: Callable[[str], str]
    unit: str
    unit_place: str
    lines_above: int
    columns_before: int
    has_serial: bool
    is_extended: bool
    column_numbers: bool
    total: str
    has_notes: bool
    blank_every: int
    nothing: str
    is_csv: bool


LAYOUTS = st.builds(
    Layout,
    number=st.sampled_from(NUMBERS),
    day=st.sampled_from(DATES),
    heading=st.sampled_from(HEADINGS),
    unit=st.sampled_from(sorted(UNITS)),
    unit_place=st.sampled_from(["line", "two cells", "heading"]),
    lines_above=st.integers(0, 45),
    columns_before=st.integers(0, 3),
    has_serial=st.booleans(),
    is_extended=st.booleans(),
    column_numbers=st.booleans(),
    total=st.sampled_from(["", "Tổng số", "Tổng cộng", "Cộng"]),
    has_notes=st.booleans(),
    blank_every=st.integers(1, 5),
    nothing=st.sampled_from(["", "-"]),
    is_csv=st.booleans(),
)
SHEETS = [(form, sheet) for form in FORMS.values() for sheet in form.sheets]


def value_of(column: Column) -> st.SearchStrategy[object]:
    match column.kind:
        case Kind.PROJECT_CODE:
            told: st.SearchStrategy[object] = st.sampled_from(CODES)
        case Kind.CODE:
            codes = READER.codes.lists[column.code_list or ""]
            told = st.sampled_from(sorted(set(codes.values())))
        case Kind.COUNT:
            told = st.integers(0, 3_000)
        case Kind.MONEY:
            told = st.integers(0, MOST_TENS_OF_THOUSANDS).map(lambda n: n * 10_000)
        case Kind.NUMBER:
            told = st.decimals(0, 90, places=2)
        case Kind.DATE:
            told = st.dates(date(2014, 1, 1), date(2018, 12, 31))
        case _:
            told = st.sampled_from(TEXTS)
    return told if column.value_required else st.none() | told


@st.composite
def tables_of_rows(draw: st.DrawFn) -> tuple[Form, SheetForm, list[Row]]:
    form, sheet = draw(st.sampled_from(SHEETS))
    rows = draw(
        st.lists(
            st.fixed_dictionaries({c.name: value_of(c) for c in sheet.table.columns}), max_size=7
        )
    )
    grouped = form.given_by_groups(sheet.table.name)
    if grouped:
        sources = st.sampled_from(sorted(SOURCES))
        rows = [r | dict(zip(("funding", "delivery"), draw(sources), strict=True)) for r in rows]
        rows.sort(key=lambda r: (r["funding"], r["content_no"]))
    return form, sheet, rows


def written(value: object, column: Column, layout: Layout) -> Value:
    if value is None:
        return layout.nothing
    if column.kind is Kind.MONEY:
        return layout.number(Decimal(str(value)) / UNITS[layout.unit])
    if isinstance(value, Decimal):
        return layout.number(value)
    if isinstance(value, date):
        return layout.day(value)
    if column.kind is Kind.CODE:
        codes = READER.codes.lists[column.code_list or ""]
        return next(text for text, code in codes.items() if code == value)
    return value if isinstance(value, str | int) else str(value)


def drawn(
    form: Form,
    sheet: SheetForm,
    columns: Sequence[Column],
    rows: Sequence[Row],
    layout: Layout,
) -> list[Cells]:
    """The sheet row by row, its table in the order of the columns handed in."""
    shift: Cells = [""] * layout.columns_before
    lines: list[Cells] = [
        [f"Dòng {n}"] if n % 2 else list(MOTTO) for n in range(layout.lines_above)
    ]
    if layout.unit_place == "line":
        lines.append(["", f"(ĐVT: {layout.unit})"])
    elif layout.unit_place == "two cells":
        lines.append(["", "Đơn vị tính:", "", layout.unit])
    top: Cells = [layout.heading(_with_unit(sheet, c, layout)) for c in columns]
    table = list(_lines(form, sheet, columns, rows, layout))
    if layout.has_serial:
        top.insert(0, "STT")
    if layout.is_extended:
        top.append("Cột tự thêm")
    body = [top]
    if layout.column_numbers:
        body.append([f"({n})" for n in range(1, len(top) + 1)])
    for number, line in enumerate([*body, *table]):
        lines.append([*shift, *line])
        if number >= len(body) and number % layout.blank_every == 0:
            lines.append([])
    if layout.has_notes:
        lines += [["Ghi chú: số liệu đến 31/12"], ["", "- Theo quyết toán"]]
        lines += [["NGƯỜI LẬP BIỂU", "", "THỦ TRƯỞNG ĐƠN VỊ"], [], ["Nông Thị A"]]
    return lines


def as_csv(folder: Path, sheets: Mapping[str, list[Cells]]) -> Path:
    """The sheets as a spreadsheet program set to Vietnamese saves them."""
    folder.mkdir()
    for name, rows in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows([map(_as_csv, row) for row in rows])
    return folder


def _as_csv(value: Value) -> str:
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _with_unit(sheet: SheetForm, column: Column, layout: Layout) -> str:
    heading = sheet.written[column.name]
    names_unit = column.kind is Kind.MONEY and layout.unit_place == "heading"
    return f"{heading} ({layout.unit})" if names_unit else heading


def _lines(
    form: Form, sheet: SheetForm, columns: Sequence[Column], rows: Sequence[Row], layout: Layout
) -> Iterator[Cells]:
    """The lines under the heading: groups where the form has them, rows, a total."""
    above: tuple[object, object] = (None, None)
    first: Cells = [""] if layout.has_serial else []
    total: Cells = [layout.total, *(_sum(c, rows, layout) for c in columns[not first :])]
    if layout.total == "Tổng số":
        yield total
    for number, row in enumerate(rows, start=1):
        source, content = (row.get("funding"), row.get("content_no"))
        if form.given_by_groups(sheet.table.name):
            mark = SOURCES[str(source), str(row["delivery"])]
            if source != above[0]:
                yield [*first, f"{mark}. NGUỒN KINH PHÍ"]
            if (source, content) != above:
                yield [*first, f"{content}. Nội dung của đề án"]
        above = (source, content)
        line = [written(row[c.name], c, layout) for c in columns]
        extra: Cells = [f"thêm {number}"] if layout.is_extended else []
        yield [*([number] if layout.has_serial else []), *line, *extra]
    if layout.total in {"Tổng cộng", "Cộng"}:
        yield total


def _sum(column: Column, rows: Sequence[Row], layout: Layout) -> Value:
    if column.kind not in {Kind.COUNT, Kind.MONEY} or column.name == "round_year":
        return ""
    total = sum(int(str(row[column.name] or 0)) for row in rows)
    return written(total, column, layout)


def _canonical(sheet: SheetForm, row: Row) -> dict[str, object]:
    """The row as text, measures as numbers."""
    told = {c.name: row.get(c.name) for c in sheet.table.columns}
    return {
        c.name: None
        if (value := told[c.name]) is None
        else Decimal(str(value))
        if c.kind is Kind.NUMBER
        else str(value)
        for c in sheet.table.columns
    }


@settings(deadline=None, max_examples=100)
@given(tables_of_rows(), LAYOUTS, st.randoms(use_true_random=False))
def test_the_same_rows_come_back(
    told: tuple[Form, SheetForm, list[Row]], layout: Layout, chance: Random
) -> None:
    form, sheet, rows = told
    name = SHEET_NAMES[form.id, sheet.table.name]
    columns = [c for c in sheet.table.columns if c.name in sheet.written]
    chance.shuffle(columns)
    sheets = {name: drawn(form, sheet, columns, rows, layout)}
    if form.cover.sheets:
        sheets[COVER_SHEET] = [list(row) for row in COVER]
    with TemporaryDirectory() as folder:
        sent = Path(folder) / "061"
        reading = READER.read(open_submission((as_csv if layout.is_csv else write)(sent, sheets)))

    found = [{c.column: c.value for c in row.cells} for row in reading.rows]
    assert [_canonical(sheet, row) for row in found] == [_canonical(sheet, row) for row in rows]
    assert books_balance(reading)
    noticed = {issue.code for issue in reading.issues}
    assert noticed <= {"column.unknown"}
