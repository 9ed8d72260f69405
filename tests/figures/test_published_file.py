"""Tables of published figures as anybody may hand them in."""

from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.figures.printed_number import PrintedNumber
from kc_pipeline.figures.published_file import PublishedFigure, read_published

PLAIN = "figure,value,unit\ns1.a,72.45,million VND\ns1.b,57,percent\n"
AMOUNT = PrintedNumber(Decimal("72.45"), Decimal("0.01"))
SHARE = PrintedNumber(Decimal(57), Decimal(1))


def _read(folder: Path, content: bytes) -> list[PublishedFigure]:
    file = folder / "printed.csv"
    file.write_bytes(content)
    return list(read_published(file))


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        b'figure,value,unit\ns1.a,"72,45",million VND\ns1.b,57 %,%',
        b"figure;value;unit\ns1.a;72,45;million VND\ns1.b;57%;percent\n",
        "Unit;Ghi chú;Value;Figure \nmillion VND;“x”;72,45;s1.a\n %;;57; s1.b\n".encode(),
        "unit;label;value;figure\nmillion VND;Đê an;72,45;s1.a\n%;;57;s1.b\n".encode("cp1258"),
    ],
    ids=[
        *("plain", "byte order mark", "UTF-16", "Windows lines", "old lines", "tabs"),
        *("decimal comma", "semicolons", "other order", "Windows-1258"),
    ],
)
def test_a_file_of_any_habit_says_the_same(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "printed.csv"
    assert _read(tmp_path, content) == [
        PublishedFigure("s1.a", AMOUNT, "million VND", f"{file}, line 2"),
        PublishedFigure("s1.b", SHARE, "percent", f"{file}, line 3"),
    ]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    content = 'sep=;\nfigure;note;value;unit\n;;;\n\ns1.a;"of two\nlines";72,45;x\ns1.b;;;x\n'
    file = tmp_path / "printed.csv"
    assert _read(tmp_path, content.encode()) == [
        PublishedFigure("s1.a", AMOUNT, "x", f"{file}, line 5"),
        PublishedFigure("s1.b", None, "x", f"{file}, line 7"),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the heading lacks figure, value, unit"),
        (b"name,amount\na,1\n", "the heading lacks figure, value, unit"),
        (b"figure,value\ns1.a,1\n", "the heading lacks unit"),
        (PLAIN.encode() + b"s1.c,about 70,x\n", "s1.c in {file}, line 4: 'about 70' is no number"),
        (PLAIN.encode() + b's1.c,"1,140",x\n', "s1.c in {file}, line 4: '1,140' is no number"),
        (PLAIN.encode() + b"s1.c,57 %,x\n", "s1.c in {file}, line 4: '57 %' is no number"),
        (PLAIN.encode() + b"s1.a,9,x\n", "{file}, line 4: s1.a stands there already"),
        (PLAIN.encode() + b"s1.c,72,45,x\n", "{file}, line 4: 4 fields under 3 headings"),
        (PLAIN.encode() + b"s1.c,72\n", "{file}, line 4: 2 fields under 3 headings"),
        (PLAIN.encode() + b",72,x\n", "{file}, line 4: a value, '72', without the name"),
        (PLAIN.encode() + b's1.c,"72\n', "{file}, line 4: unexpected end of data"),
        (b"\x00\x01\x02", "{file}: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        _read(tmp_path, content)
    assert told.format(file=tmp_path / "printed.csv") in str(raised.value)
