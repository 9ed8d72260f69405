import datetime as dt
from pathlib import Path

import pytest
import xlwt

from kc_pipeline.intake.grid import CellProblem, FlawedCell, Sheet
from kc_pipeline.intake.opening import open_submission
from tests.intake.opening.conftest import Refuse

WRITE_ACCESS = b"\x5c\x00\x70\x00"
"""Head of a record with the author's name, which every xls has and nobody reads."""


def font(name: str) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.font.name = name
    return style


def write(path: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 1")
    sheet.write(0, 0, "Đề án")
    sheet.write(0, 1, "§Ò ¸n", font(".VnTime"))
    sheet.write(0, 2, " \u00a0")
    runs = [("kh«ng ", font(".VnTime").font), ("«ng", font("Arial").font)]
    sheet.write_rich_text(0, 3, runs, font(".VnTime"))
    sheet.write(1, 0, 5.5)
    sheet.write(1, 1, 195_880_000)
    sheet.write(1, 2, True)  # noqa: FBT003  # xlwt has positions only
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    sheet.write(1, 3, dt.date(2017, 1, 15), day)
    sheet.write(1, 4, 60, day)
    sheet.row(2).set_cell_error(0, "#REF!")
    sheet.write_merge(9, 10, 0, 2, "Tổng cộng")
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    sheet.write(65_535, 255, 1)
    for name, visibility in (("Ẩn", 1), ("Rất ẩn", 2)):
        book.add_sheet(name).visibility = visibility
    book.save(str(path))
    return path


def test_whole_workbook(tmp_path: Path) -> None:
    workbook = open_submission(write(tmp_path / "a.xls"))
    first, hidden, very_hidden = workbook.sheets
    assert (workbook.kind, workbook.epoch_1904) == ("xls", False)
    assert first == Sheet(
        name="Biểu 1",
        rows={
            1: {1: "Đề án", 2: "Đề án", 4: "không «ng"},
            2: {1: 5.5, 2: 195_880_000, 3: True, 4: dt.date(2017, 1, 15), 5: 60},
            10: {1: "Tổng cộng"},
            65_536: {256: 1},
        },
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({2}),
        flawed={(3, 1): FlawedCell(CellProblem.ERROR_VALUE, "#REF!")},
        merges=((10, 1, 11, 3),),
    )
    assert hidden == Sheet(name="Ẩn", rows={}, hidden=True)
    assert very_hidden == Sheet(name="Rất ẩn", rows={}, hidden=True)


def test_epoch_1904(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("S").write(0, 0, 41_288, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    book.save(str(path))
    workbook = open_submission(path)
    assert workbook.epoch_1904
    assert workbook.sheets[0].rows == {1: {1: dt.date(2017, 1, 15)}}


def test_formula_that_was_never_calculated_is_blank_as_xls_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, xlwt.Formula("1+1"))
    book.save(str(path))
    assert open_submission(path).sheets[0].rows == {}


def test_text_beyond_the_limit_cannot_be_written_but_the_limit_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "a" * 32_767)
    book.save(str(path))
    assert open_submission(path).sheets[0].rows == {1: {1: "a" * 32_767}}


def alter_record(path: Path, record: int, body: bytes) -> None:
    """Turn the first record nobody reads into another."""
    data = bytearray(path.read_bytes())
    at = data.find(WRITE_ACCESS)
    assert at > 0
    data[at : at + 2] = record.to_bytes(2, "little")
    data[at + 4 : at + 4 + len(body)] = body
    path.write_bytes(data)


def test_a_password(tmp_path: Path, refused: Refuse) -> None:
    path = write(tmp_path / "a.xls")
    alter_record(path, 0x2F, b"\x01\x00\x01\x00\x01\x00")
    assert refused(path).code == "file.encrypted"


def rename_stream(path: Path, name: str) -> None:
    data = path.read_bytes()
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + (18).to_bytes(2, "little")
    assert entry in data
    size = (2 * len(name) + 2).to_bytes(2, "little")
    path.write_bytes(data.replace(entry, name.encode("utf-16-le").ljust(64, b"\0") + size))


def add_entry(path: Path, name: str) -> None:
    """Put an empty storage into the first free entry of the directory."""
    data = bytearray(path.read_bytes())
    at = data.find("Workbook".encode("utf-16-le")) + 128
    written = name.encode("utf-16-le")
    data[at : at + len(written)] = written
    data[at + 64 : at + 67] = (len(written) + 2).to_bytes(2, "little") + b"\x01"
    path.write_bytes(data)


def test_macros_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, 1)
    book.save(str(path))
    assert not open_submission(path).has_macros
    add_entry(path, "_VBA_PROJECT_CUR")
    assert open_submission(path).has_macros


@pytest.mark.parametrize(
    ("stream", "ending", "code"),
    [
        ("EncryptedPackage", ".xlsx", "file.encrypted"),
        ("WordDocument", ".xls", "file.mislabelled"),
        ("WordDocument", ".doc", "file.unknown_kind"),
        ("Contents", ".db", "file.unknown_kind"),
    ],
)
def test_an_ole_file_of_something_else(
    tmp_path: Path, refused: Refuse, stream: str, ending: str, code: str
) -> None:
    path = write(tmp_path / f"a{ending}")
    rename_stream(path, stream)
    assert refused(path).code == code


def test_a_link_to_another_workbook(tmp_path: Path, refused: Refuse) -> None:
    path = write(tmp_path / "a.xls")
    alter_record(path, 0x1AE, b"\x01\x00\x07\x00\x00\x01khac.xls"[:14])
    refusal = refused(path)
    assert (refusal.code, "khac" in refusal.detail) == ("file.external_reference", True)


def test_sectors_that_lead_in_a_circle(tmp_path: Path, refused: Refuse) -> None:
    path = write(tmp_path / "a.xls")
    data = bytearray(path.read_bytes())
    # The long stream is called a short one whose table of sectors goes from the first to itself.
    table = len(data)
    data += bytes(512) + bytes(512)
    sectors = (table - 512) // 512
    data[56:60] = (1 << 30).to_bytes(4, "little")
    data[60:68] = sectors.to_bytes(4, "little") + (1).to_bytes(4, "little")
    entry = data.find("Workbook".encode("utf-16-le").ljust(64, b"\0"))
    data[entry + 116 : entry + 120] = bytes(4)
    root = data.find("Root Entry".encode("utf-16-le"))
    data[root + 116 : root + 124] = (sectors + 1).to_bytes(4, "little") + (64).to_bytes(4, "little")
    path.write_bytes(data)
    assert refused(path).code == "file.truncated"


def test_cut_off_anywhere(tmp_path: Path, refused: Refuse) -> None:
    path = write(tmp_path / "a.xls")
    data = path.read_bytes()
    for length in range(8, len(data) - 512, 211):
        path.write_bytes(data[:length])
        assert refused(path).code in {"file.truncated", "file.damaged"}, length
