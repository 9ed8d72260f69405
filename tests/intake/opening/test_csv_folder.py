import hashlib
from pathlib import Path

import pytest

from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.grid import CellProblem, FlawedCell, Sheet, Workbook
from kc_pipeline.intake.opening import Limits, open_submission
from tests.intake.opening.conftest import Refuse

VIETNAMESE = "Mã đề án;Kinh phí\nĐP-2016-07;195,88\n"
TABLE = {1: {1: "Mã đề án", 2: "Kinh phí"}, 2: {1: "ĐP-2016-07", 2: "195,88"}}


def only_rows(folder: Path, data: bytes) -> object:
    (folder / "a.csv").write_bytes(data)
    (sheet,) = open_submission(folder).sheets
    return sheet.rows


def test_folder_of_files_in_order_of_name(tmp_path: Path) -> None:
    (tmp_path / "Biểu 2.csv").write_text("b", encoding="utf-8")
    (tmp_path / "Biểu 1.CSV").write_text(VIETNAMESE, encoding="utf-8")
    (tmp_path / "Trống.csv").write_text("", encoding="utf-8")
    (tmp_path / "khác.txt").write_text("c", encoding="utf-8")
    (tmp_path / ".~lock.a.csv").write_text("c", encoding="utf-8")
    (tmp_path / "trong").mkdir()
    (tmp_path / "trong" / "d.csv").write_text("d", encoding="utf-8")
    (tmp_path / "thư mục.csv").mkdir()
    assert open_submission(tmp_path) == Workbook(
        sheets=(
            Sheet(name="Biểu 1", rows=TABLE),
            Sheet(name="Biểu 2", rows={1: {1: "b"}}),
            Sheet(name="Trống", rows={}),
        ),
        kind="csv",
    )


@pytest.mark.parametrize(
    "data",
    [
        VIETNAMESE.encode(),
        VIETNAMESE.encode("utf-8-sig"),
        VIETNAMESE.encode("utf-16"),
        b"\xff\xfe" + VIETNAMESE.encode("utf-16-le"),
        b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"),
        VIETNAMESE.encode("utf-16-le"),
        VIETNAMESE.encode("utf-16-be"),
        VIETNAMESE.replace(";", "\t").replace("\n", "\r\n").encode(),
        VIETNAMESE.replace("195,88", '"195,88"').replace(";", ",").encode(),
        VIETNAMESE.replace("\n", "\r").encode(),
        ("sep=;\r\n" + VIETNAMESE).encode("utf-8-sig"),
        ('"sep=|"\n' + VIETNAMESE.replace(";", "|")).encode(),
    ],
)
def test_encodings_and_delimiters(tmp_path: Path, data: bytes) -> None:
    assert only_rows(tmp_path, data) == TABLE


def test_windows_1258(tmp_path: Path) -> None:
    # In that encoding a tone is a character of its own; composing it is left to the clean-up.
    data = "Ba\u0309ng kê;Huyện Ba Bê\u0309".replace("ệ", "ê\u0323").encode("cp1258")
    assert only_rows(tmp_path, data) == {1: {1: "Ba\u0309ng kê", 2: "Huyê\u0323n Ba Bê\u0309"}}


def test_records_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'TỈNH, BẮC KẠN\n\n"a\nb";"nói ""x"""; \n;;=1+1\n'
    assert only_rows(tmp_path, text.encode()) == {
        1: {1: "TỈNH, BẮC KẠN"},
        3: {1: "a\nb", 2: 'nói "x"'},
        4: {3: "=1+1"},
    }


def test_decimal_commas_do_not_make_a_delimiter(tmp_path: Path) -> None:
    text = "1,5;2,5\n3,5;4,5\n"
    assert only_rows(tmp_path, text.encode()) == {1: {1: "1,5", 2: "2,5"}, 2: {1: "3,5", 2: "4,5"}}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1,2\n3,4\n", {1: {1: "1", 2: "2"}, 2: {1: "3", 2: "4"}}),
        ("a,x,2;3\nb,y,4;5\n", {1: {1: "a", 2: "x", 3: "2;3"}, 2: {1: "b", 2: "y", 3: "4;5"}}),
        ("một cột\nhai\n", {1: {1: "một cột"}, 2: {1: "hai"}}),
    ],
)
def test_delimiter_where_it_is_not_plain(tmp_path: Path, text: str, rows: object) -> None:
    assert only_rows(tmp_path, text.encode()) == rows


def test_text_beyond_the_limit_is_flawed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x;" + "a" * 32_768, encoding="utf-8")
    (sheet,) = open_submission(tmp_path).sheets
    assert sheet.flawed == {(1, 2): FlawedCell(CellProblem.TEXT_TOO_LONG, "a" * 100 + "…")}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a;\xd2\x9d\xff\x90", "file.encoding"),
        ("Huyện Ba Bể".encode()[:-1], "file.encoding"),
        (VIETNAMESE.encode("utf-16-le") + b"\xd0\xcf", "file.encoding"),
        (VIETNAMESE.encode("utf-16-le")[:-1], "file.encoding"),
        (VIETNAMESE.encode("utf-16")[:-1], "file.encoding"),
        (b"PK\x03\x04\x00\x00", "file.encoding"),
        (b"%PDF-1.4\x00", "file.encoding"),
        (b'a;b\n"c;d\ne;f\n', "file.damaged"),
        (b'a;"', "file.damaged"),
        (b"a;" + b"b" * 200_000, "file.damaged"),
    ],
)
def test_refused(tmp_path: Path, refused: Refuse, data: bytes, code: str) -> None:
    (tmp_path / "Biểu 1.csv").write_bytes(data)
    refusal = refused(tmp_path)
    assert (refusal.code, refusal.sheet) == (code, "Biểu 1")
    assert "Biểu 1.csv" in refusal.detail


def test_empty_folder(tmp_path: Path, refused: Refuse) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert refused(tmp_path).code == "file.empty"


def test_limits(tmp_path: Path, refused: Refuse) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("1;2\n3;4\n", encoding="utf-8")
    for limits in (
        Limits(file_bytes=5),
        Limits(unpacked_bytes=10),
        Limits(sheets=1),
        Limits(cells=5),
        Limits(rows=1),
    ):
        assert refused(tmp_path, limits).code == "file.too_large"


@pytest.mark.parametrize(("line", "fields"), [("x;", 1001), ('"\n";', 16)])
def test_a_record_of_too_many_fields_is_refused_before_it_is_held(
    tmp_path: Path, refused: Refuse, line: str, fields: int
) -> None:
    (tmp_path / "a.csv").write_text("a;b\n" * 100_000 + line * 1_000, encoding="utf-8")
    refusal = refused(tmp_path, Limits(columns=10, text_length=5))
    assert (refusal.code, refusal.detail) == ("file.too_large", f"columns {fields} > 10: a.csv")


def test_nothing_outside_the_folder_is_read(tmp_path: Path, refused: Refuse) -> None:
    outside = tmp_path / "ngoài.csv"
    outside.write_text("bí mật", encoding="utf-8")
    folder = tmp_path / "nộp"
    folder.mkdir()
    (folder / "a.csv").write_text("a", encoding="utf-8")
    (folder / "b.csv").symlink_to(folder / "a.csv")
    assert [sheet.name for sheet in open_submission(folder).sheets] == ["a", "b"]
    (folder / "c.csv").symlink_to(outside)
    assert (refused(folder).code, refused(folder).detail) == ("file.leads_out", "c.csv")
    (folder / "c.csv").unlink()
    (folder / "c.csv").symlink_to(folder / "c.csv")
    assert refused(folder).code == "file.damaged"


def test_hash_of_a_folder_is_over_names_and_contents(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "b.csv").write_bytes(b"2")
    (folder / "a.csv").write_bytes(b"1")
    first = hash_submission(folder)
    one = (1).to_bytes(8, "big")
    assert first == hashlib.sha256(b"a.csv\0" + one + b"1b.csv\0" + one + b"2").hexdigest()
    (folder / "khác.txt").write_bytes(b"x")
    assert hash_submission(folder) == first
    (folder / "b.csv").rename(folder / "c.csv")
    assert hash_submission(folder) != first
    (folder / "c.csv").rename(folder / "b.csv")
    (folder / "a.csv").write_bytes(b"12")
    (folder / "b.csv").write_bytes(b"")
    assert hash_submission(folder) != first
