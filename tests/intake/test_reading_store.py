"""Readings are kept by content, whole, under the fingerprint of the reader."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kc_pipeline.errors import NotPublished, UnreadableSubmission
from kc_pipeline.intake.reading import Reading
from kc_pipeline.intake.reading_store import ReadingStore, fingerprint
from tests.intake.workbooks import BLOCK, COVER, COVER_SHEET, Page, read

SHA = "ab" * 32


def full_reading(folder: Path) -> Reading:
    rows = [
        ["ĐVT: triệu đồng"],
        ["STT", "Mã đề án", "Cơ sở thụ hưởng", "Kinh phí hỗ trợ", "Tự ghi"],
        [1, "A1", "HTX A", "1,140", "x"],
        [2, "A1", "HTX B", 5],
        ["Tổng cộng", "", "", 6],
    ]
    page = Page(rows, hidden_rows=[4])
    return read(folder, {COVER_SHEET: COVER, "Biểu 03 - Mô hình, máy móc": page})


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = full_reading(tmp_path)
    store = ReadingStore(tmp_path / "store")
    store.keep(SHA, kept)

    again = ReadingStore(tmp_path / "store").get(SHA)
    assert isinstance(again, Reading)
    assert len(again.rows) == len(kept.rows) == 2
    assert again.in_memory() == kept
    assert [path.name for path in (tmp_path / "store").iterdir()] == [f"{SHA}.parquet"]


def test_readings_without_rows_and_without_a_form(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path / "store")
    for number, sheets in enumerate(({"Biểu 1": BLOCK}, {"Sheet1": [["x"]]})):
        reading = read(tmp_path, sheets)
        kept = store.keep(str(number), reading)
        assert store.get(str(number)) == kept
        assert isinstance(kept, Reading)
        assert kept.in_memory() == reading


def test_a_refusal_comes_back_with_its_sheet(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path)
    store.keep(SHA, UnreadableSubmission("file.damaged", "xl/workbook.xml", sheet="Biểu 1"))

    refusal = store.get(SHA)
    assert isinstance(refusal, UnreadableSubmission)
    assert (refusal.code, refusal.detail, refusal.sheet) == (
        "file.damaged",
        "xl/workbook.xml",
        "Biểu 1",
    )


@pytest.mark.parametrize(
    "code",
    ["file.timeout", "file.crashed", "file.out_of_memory", "file.not_tried", "file.not_taken"],
)
def test_a_refusal_that_may_pass_is_not_kept(tmp_path: Path, code: str) -> None:
    store = ReadingStore(tmp_path)
    store.keep(SHA, UnreadableSubmission(code))

    assert store.get(SHA) is None


@pytest.mark.parametrize("cut", [0, 3, 100, -1])
def test_a_damaged_copy_counts_as_none(tmp_path: Path, cut: int) -> None:
    store = ReadingStore(tmp_path / "store")
    store.keep(SHA, full_reading(tmp_path))
    path = tmp_path / "store" / f"{SHA}.parquet"
    path.write_bytes(path.read_bytes()[:cut])

    assert store.get(SHA) is None


def test_rows_damaged_in_the_middle_are_thrown_away_and_told(tmp_path: Path) -> None:
    store = ReadingStore(tmp_path / "store")
    kept = store.keep(SHA, full_reading(tmp_path))
    path = tmp_path / "store" / f"{SHA}.parquet"
    content = bytearray(path.read_bytes())
    content[60:70] = bytes(10)
    path.write_bytes(content)

    assert isinstance(kept, Reading)
    with pytest.raises(NotPublished, match="run again to read the submission anew"):
        kept.in_memory()
    assert store.get(SHA) is None


def test_a_foreign_file_counts_as_none(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / f"{SHA}.parquet")

    assert ReadingStore(tmp_path).get(SHA) is None


def test_the_fingerprint_follows_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one.py", tmp_path / "two.py"
    one.write_text("1")
    two.write_text("2")
    first = fingerprint([one, two])
    again = fingerprint([two, one])
    one.write_text("3")

    assert first == again
    assert len({first, fingerprint([one, two]), fingerprint([one])}) == 3
