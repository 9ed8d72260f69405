"""The declared forms: loaded whole, or refused with the file and what is wrong in it."""

from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.intake.forms import Form, heading_path, load_forms
from kc_pipeline.intake.money import MoneyUnit
from kc_pipeline.intake.wording import same_key
from kc_pipeline.schemas.models import tables
from tests.intake.workbooks import FORMS

OLD, NEW = FORMS["KC-2014"], FORMS["KC-2016"]
SMALL = """
id = "KC-X"
title_vi = "Mẫu thử"
years = [2030]
money_unit = "nghìn đồng"
[cover]
place = "sheet"
sheet = ["Bìa"]
[cover.labels]
year = ["Năm"]
[sheets.brands]
names = ["Nhãn"]
[sheets.brands.headings]
project_code = ["Mã"]
mark = ["Nhãn hiệu / Tên", "Tên nhãn"]
"""


def load(folder: Path, text: str) -> tuple[Form, ...]:
    (folder / "form.toml").write_text(text, encoding="utf-8")
    return load_forms(folder, tables())


def test_the_two_forms_have_every_table_and_their_years() -> None:
    assert (OLD.years, OLD.money_unit) == ((2014, 2015), MoneyUnit.DONG)
    assert (NEW.years, NEW.money_unit) == (tuple(range(2016, 2025)), MoneyUnit.MILLION)
    for form in (OLD, NEW):
        assert [sheet.table.name for sheet in form.sheets] == [table.name for table in tables()]


def test_every_column_has_a_heading_or_is_given_by_group_rows() -> None:
    for form in (OLD, NEW):
        for sheet in form.sheets:
            told = set(sheet.written) | form.given_by_groups(sheet.table.name)
            assert told == {column.name for column in sheet.table.columns}


def test_what_group_rows_give() -> None:
    assert OLD.given_by_groups("projects") == {"funding", "delivery", "content_no"}
    assert OLD.given_by_groups("brands") == NEW.given_by_groups("projects") == frozenset()


def test_a_new_form_is_one_file(tmp_path: Path) -> None:
    (form,) = load(tmp_path, SMALL)
    (sheet,) = form.sheets

    assert (form.id, form.years, form.money_unit) == ("KC-X", (2030,), MoneyUnit.THOUSAND)
    assert sheet.headings == {
        (same_key("Mã"),): "project_code",
        (same_key("Nhãn hiệu"), same_key("Tên")): "mark",
        (same_key("Tên nhãn"),): "mark",
    }
    assert form.is_cover("BÌA ") is form.is_cover("bìa") is True
    assert form.sheet_for(" NHÃN") is sheet
    assert form.sheet_for("Nhãn hiệu") is None


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("BIỂU 01 -  Đề án", "projects"),
        ("Biểu 01-Đề án ", "projects"),
        ("Biểu 03 – Mô hình , máy móc", "technology_supports"),
        ("biểu 04A - hội chợ", "fair_booths"),
    ],
)
def test_sheet_names_match_as_loosely_as_headings(name: str, table: str) -> None:
    found = NEW.sheet_for(name)
    assert found is not None
    assert found.table.name == table


def test_a_slash_without_spaces_belongs_to_the_heading() -> None:
    assert heading_path("Kinh phí / Kế hoạch") == (same_key("Kinh phí"), same_key("Kế hoạch"))
    assert heading_path("Ngày phát/đăng") == (same_key("Ngày phát/đăng"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('money_unit = "nghìn đồng"', 'money_unit = "USD"'), "USD"),
        (("mark = ", "trademark = "), "trademark"),
        (('"Tên nhãn"', '"Mã"'), "two columns"),
        (("[sheets.brands]", "[sheets.shops]"), "shops"),
        (('place = "sheet"', 'place = "nowhere"'), "place is one of sheet, above_tables"),
        (('id = "KC-X"', ""), "the entry 'id' is missing"),
        (("[sheets.brands.headings]", "[sheets.brands.words]"), "the entry 'headings' is missing"),
    ],
)
def test_a_faulty_declaration_names_its_file(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(DeclarationError, match=f"form.toml.*{said}"):
        load(tmp_path, SMALL.replace(*change))


def test_an_id_stands_for_one_form(tmp_path: Path) -> None:
    (tmp_path / "first.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"form\.toml: id 'KC-X' is another form's already"):
        load(tmp_path, SMALL)
