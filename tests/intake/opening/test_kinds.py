import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
import xlwt

from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.opening import open_submission
from tests.intake.opening.conftest import Build, Refuse
from tests.intake.opening.parts import ods_parts, worksheet, xlsx_parts

XLSX = xlsx_parts({"S": worksheet("<row><c><v>1</v></c></row>")})
ODS = ods_parts("<table:table table:name='S'/>")


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xls", ".ods", ".dat", ""])
def test_the_content_tells_the_kind(build: Build, tmp_path: Path, ending: str) -> None:
    assert open_submission(build(XLSX, f"a{ending}")).kind == "xlsx"
    assert open_submission(build(ODS, f"a{ending}")).kind == "ods"
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, 1)
    book.save(str(tmp_path / f"a{ending}"))
    assert open_submission(tmp_path / f"a{ending}").kind == "xls"


def test_ods_without_its_media_type(build: Build) -> None:
    parts = {name: content for name, content in ODS.items() if name != "mimetype"}
    assert open_submission(build(parts)).kind == "ods"


def test_a_single_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "Biểu 1.csv"
    path.write_text("a;b", encoding="utf-8")
    (sheet,) = open_submission(path).sheets
    assert (sheet.name, sheet.rows) == ("Biểu 1", {1: {1: "a", 2: "b"}})


def zip_of(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "HTML"),
        ("<html>".encode("utf-16"), "HTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML spreadsheet 2003",
        ),
        (
            (
                b'<?xml version="1.0"?><office:document xmlns:x="http://www.w3.org/1999/xhtml" '
                b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><html/>'
            ),
            "flat OpenDocument",
        ),
        (b'<?xml version="1.0"?><x/>', "XML"),
        ("Mã\tTên\r\n".encode("utf-16"), "text"),
        (b"a;b\n1;2\n", "text"),
        (b"%PDF-1.4\n\x00", "PDF"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (zip_of("[Content_Types].xml", "word/document.xml"), "Word document"),
        (zip_of("[Content_Types].xml", "xl/workbook.bin"), "binary workbook (xlsb)"),
        (zip_of("a.xlsx"), "zip archive"),
    ],
)
def test_mislabelled(tmp_path: Path, refused: Refuse, data: bytes, what: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    assert (refused(path).code, refused(path).detail) == ("file.mislabelled", f".xls: {what}")
    path.rename(tmp_path / "a.txt")
    refusal = refused(tmp_path / "a.txt")
    assert (refusal.code, refusal.detail) == ("file.unknown_kind", what)


def test_document_of_another_kind_of_open_document(build: Build, refused: Refuse) -> None:
    text = "application/vnd.oasis.opendocument.text"
    refusal = refused(build(ODS | {"mimetype": text}, "a.ods"))
    assert (refusal.code, refusal.detail) == ("file.mislabelled", f".ods: {text}")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (bytes(1000), "file.unknown_kind"),
        (bytes(range(256)) * 10, "file.unknown_kind"),
        (b"PK\x03\x04", "file.truncated"),
        (b"PK\x05\x06" + bytes(18), "file.mislabelled"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "file.truncated"),
    ],
)
def test_rubbish(tmp_path: Path, refused: Refuse, data: bytes, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert refused(path).code == code


def test_what_is_no_file(tmp_path: Path, refused: Refuse) -> None:
    assert refused(tmp_path / "không có.xlsx").code == "file.damaged"
    assert refused(Path("a\0b.xlsx")).code == "file.damaged"
    os.mkfifo(tmp_path / "ống.xlsx")
    assert refused(tmp_path / "ống.xlsx").code == "file.damaged"


def test_hash_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"abc")
    assert hash_submission(path) == hashlib.sha256(b"abc").hexdigest()
