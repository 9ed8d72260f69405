"""Damage nobody thought of: whatever happens to the bytes, it ends in a workbook or a refusal."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwt

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.opening import Limits, open_many, open_submission
from tests.intake.opening.conftest import Build
from tests.intake.opening.parts import ods_parts, worksheet, xlsx_parts

ROWS = "".join(
    f'<row r="{n}" hidden="0"><c r="A{n}" t="s" s="1"><v>0</v></c><c r="B{n}"><f>A{n}</f>'
    "<v>1.5</v></c>"
    f'<c t="inlineStr"><is><r><rPr><rFont val=".VnTime"/></rPr><t>c«ng</t></r></is></c></row>'
    for n in range(1, 6)
)
XLSX = xlsx_parts(
    {"S": worksheet(ROWS, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')},
    strings="<si><t>chữ</t></si>",
    styles=(
        '<fonts><font><name val="Arial"/></font></fonts><cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    ),
)
ODS = ods_parts(
    '<table:table table:name="S"><table:table-column table:number-columns-repeated="3"/>'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" '
    'office:value="5"/><table:table-cell office:value-type="date" office:date-value="2017-01-15"/>'
    "<table:table-cell><text:p>a<text:s text:c='2'/></text:p></table:table-cell></table:table-row>"
    "</table:table>"
)
WORDS = [
    b"",
    b"0",
    b"-1",
    b"999999999999",
    b"\xff",
    b"\x00",
    b"<",
    b">",
    b'"',
    b"&#0;",
    b"A1",
    b" ",
]
SMALL = Limits(unpacked_bytes=2_000_000, cells=10_000)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with one to four small changes."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randrange(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 40)]
            case _:
                changed[at : at + chance.randrange(4)] = chance.choice(WORDS)
        changed = changed or bytearray(b"x")
    return bytes(changed)


def opened(path: Path) -> Workbook | UnreadableSubmission:
    try:
        return open_submission(path, SMALL)
    except UnreadableSubmission as refusal:
        return refusal


@pytest.mark.parametrize("seed", range(4))
def test_changed_bytes_of_the_archive(build: Build, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # an example, no secret
    path = build(XLSX if seed % 2 else ODS)
    data = path.read_bytes()
    for _ in range(60):
        path.write_bytes(mutated(data, chance))
        assert isinstance(opened(path), Workbook | UnreadableSubmission)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_changed_bytes_of_a_part(build: Build, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # an example, no secret
    parts = XLSX if seed % 2 else ODS
    found = set()
    for _ in range(60):
        part = chance.choice(list(parts))
        content = parts[part]
        data = content if isinstance(content, bytes) else content.encode()
        found.add(type(opened(build(parts | {part: mutated(data, chance)}))))
    assert found == {Workbook, UnreadableSubmission}


def test_changed_bytes_of_an_xls(tmp_path: Path) -> None:
    # In child processes: xlrd may loop without end on what damage makes of its tables.
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(20):
        for column, value in enumerate(("chữ", 1.5, True, xlwt.Formula("A1"))):
            sheet.write(row, column, value)
    book.save(str(tmp_path / "a.xls"))
    data = (tmp_path / "a.xls").read_bytes()
    chance = random.Random(1)  # noqa: S311  # an example, no secret

    def damaged() -> Iterator[Path]:
        for number in range(200):
            path = tmp_path / f"{number}.xls"
            path.write_bytes(mutated(data, chance))
            yield path

    found = [type(result) for _, result in open_many(damaged(), SMALL, timeout=2, workers=2)]
    assert len(found) == 200
    assert set(found) == {Workbook, UnreadableSubmission}
