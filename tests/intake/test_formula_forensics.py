"""Values typed over formulas, formulas unlike their neighbours', and totals that miss rows."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.reading import Reading
from tests.intake.opening.parts import ods_parts
from tests.intake.workbooks import BLOCK, COVER, COVER_SHEET, READER, Formula, Rows, Value, read

WHOSE = {
    "KC-2014": ("Biểu 3", BLOCK, "Số hiệu đề án"),
    "KC-2016": ("Biểu 03 - Mô hình, máy móc", [["ĐVT: đồng"], [], [], []], "Mã đề án"),
}
REST = ["Cơ sở thụ hưởng", "Tổng vốn đầu tư", "Kinh phí hỗ trợ", "Lao động tăng thêm"]
CALCULATED: dict[str, Value] = {f"E{row}": Formula(f"=D{row}*0.5", 50) for row in range(6, 11)}
TOTALS: dict[str, Value] = {
    "D11": Formula("=SUM(D6:D10)", 500),
    "E11": Formula("=SUM(E6:E10)", 250),
    "F11": Formula("=SUM(F6:F10)", 5),
}

Sheets = dict[str, Rows]


def supports(form: str, cells: dict[str, Value], rows: int = 5) -> Sheets:
    """A sheet of machinery, data from row 6 on and a total below, with some cells replaced."""
    name, above, code = WHOSE[form]
    usual: list[list[Value]] = [
        [number, "ĐP-2016-01", f"HTX {number}", 100, 50, 1] for number in range(1, rows + 1)
    ]
    table: list[list[Value]] = [
        *(list(row) for row in above),
        ["STT", code, *REST],
        *usual,
        ["", "", "Tổng cộng", 100 * rows, 50 * rows, rows],
    ]
    for cell, value in cells.items():
        table[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    sheets: Sheets = {name: table}
    return sheets if form == "KC-2014" else {COVER_SHEET: COVER, **sheets}


def ods_cell(value: Value) -> str:
    if isinstance(value, Formula):
        text = re.sub(r"([A-Z]+[0-9]+)", r".\1", value.text)
        text = re.sub(r"(\.[A-Z]+[0-9]+(:\.[A-Z]+[0-9]+)?)", r"[\1]", text)
        formula = quoteattr(f"of:{text}")
        kept = f'office:value-type="float" office:value="{value.value}"'
        return f"<table:table-cell table:formula={formula} {kept}/>"
    if isinstance(value, str):
        return f"<table:table-cell><text:p>{escape(value)}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def ods(folder: Path, sheets: Sheets) -> Reading:
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(
            f"<table:table-row>{''.join(map(ods_cell, row)) or '<table:table-cell/>'}"
            "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in ods_parts(tables).items():
            archive.writestr(part, content)
    return READER.read(open_submission(path))


def told(reading: Reading) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (i.code, i.cell, i.value, i.details.get("expected") or i.details["cells"])
        for i in reading.issues
        if i.code.startswith("formula.")
    ]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("form", list(WHOSE))
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({**CALCULATED, **TOTALS}, []),
        ({**CALCULATED, "E8": 60}, [("formula.typed_over", "E8", "60", "=D8*0.5")]),
        ({**CALCULATED, "E8": "-"}, []),
        ({**CALCULATED, "E6": 60, "E8": 60, "E9": 60}, []),
        (
            {**CALCULATED, "E10": Formula("=D9*0.5", 50)},
            [("formula.differs", "E10", "=D9*0.5", "=D10*0.5")],
        ),
        (
            {**CALCULATED, "E7": Formula("=10+40", 50), "E10": Formula("=$D$10*0.5", 50)},
            [
                ("formula.differs", "E7", "=10+40", "=D7*0.5"),
                ("formula.differs", "E10", "=$D$10*0.5", "=D10*0.5"),
            ],
        ),
        ({f"A{row}": Formula(f"=A{row - 1}+1", row - 5) for row in range(7, 10)}, []),
        (
            {**TOTALS, "D11": Formula("=SUM(D6:D9)", 400)},
            [("formula.misses_rows", "D11", "=SUM(D6:D9)", "D10")],
        ),
        (
            {**TOTALS, "E11": Formula("=SUM(E7:E8)+E10", 150)},
            [("formula.misses_rows", "E11", "=SUM(E7:E8)+E10", "E6, E9")],
        ),
        ({**TOTALS, "D6": "", "D11": Formula("=SUM(D7:D10)", 400)}, []),
        ({**TOTALS, "D11": Formula("=ROUND(SUM(D6:D10),6)", 500)}, []),
        (
            {**TOTALS, "E11": 250},
            [("formula.typed_over", "E11", "250", "=SUM(E6:E10)")],
        ),
        ({"E11": Formula("=D11*0.5", 250)}, []),
        ({"C8": "Cộng", "B8": "", "A8": "", "D8": Formula("=SUM(D6:D7)", 200)}, []),
    ],
)
def test_what_stands_out_from_its_neighbours(
    tmp_path: Path,
    kind: str,
    form: str,
    cells: dict[str, Value],
    expected: list[tuple[str, str, str, str]],
) -> None:
    sheets = supports(form, cells)
    reading = ods(tmp_path, sheets) if kind == "ods" else read(tmp_path, sheets)
    assert told(reading) == expected


@pytest.mark.parametrize(
    ("grand", "expected"),
    [
        ("=D8+D11", []),
        ("=SUBTOTAL(9,D6:D11)", []),
        ("=SUM(D6:D7)+D11", []),
        ("=D11", [("formula.misses_rows", "D12", "=D11", "D6:D7")]),
    ],
)
@pytest.mark.parametrize("first", [Formula("=SUM(D6:D7)", 200), 200])
def test_a_total_reaches_rows_through_other_totals(
    tmp_path: Path, grand: str, first: Value, expected: list[tuple[str, str, str, str]]
) -> None:
    subtotal: dict[str, Value] = {"A8": "", "B8": "", "C8": "Cộng", "D8": first, "F8": 2}
    second: dict[str, Value] = {
        "A11": "",
        "B11": "",
        "C11": "Cộng",
        "D11": Formula("=SUM(D9:D10)", 200),
        "F11": 2,
        "C12": "Tổng cộng",
        "D12": Formula(grand, 400),
        "F12": 4,
    }
    reading = read(tmp_path, supports("KC-2016", {**subtotal, **second}, rows=6))
    assert told(reading) == expected


def test_the_neighbour_named_is_the_nearest(tmp_path: Path) -> None:
    reading = read(tmp_path, supports("KC-2016", {**CALCULATED, "E9": 60}))
    (found,) = (i for i in reading.issues if i.code == "formula.typed_over")
    assert dict(found.details) == {
        "neighbour": "E8",
        "formula": "=D8*0.5",
        "expected": "=D9*0.5",
    }
