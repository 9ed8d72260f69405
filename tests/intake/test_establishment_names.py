"""Names agree but for the writing; different legal forms and names never do."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.intake.establishment_names import (
    EstablishmentName,
    LegalForms,
    legal_forms,
    read_name,
)

TABLE = Path(__file__).parents[2] / "assets" / "reference" / "legal_forms.csv"


@pytest.fixture(scope="module")
def forms() -> LegalForms:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return legal_forms(csv.DictReader(file))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HTX Tân Thành",
            EstablishmentName("hop_tac_xa:tânthành", "hop_tac_xa:tanthanh", has_tones=True),
        ),
        (
            "Hop tac xa Tan Thanh",
            EstablishmentName("hop_tac_xa:tanthanh", "hop_tac_xa:tanthanh", has_tones=False),
        ),
        ("Minh Anh", EstablishmentName(":minhanh", ":minhanh", has_tones=False)),
        ("HTX", EstablishmentName("hop_tac_xa:", "hop_tac_xa:", has_tones=False)),
        (
            "CTCP 19-5",
            EstablishmentName("cong_ty+co_phan:19 5", "cong_ty+co_phan:19 5", has_tones=False),
        ),
        (" - ", EstablishmentName("", "", has_tones=False)),
    ],
)
def test_names(forms: LegalForms, text: str, expected: EstablishmentName) -> None:
    assert read_name(text, forms) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Tân Thành", "Hợp tác xã Tân Thành"),
        ("HTX Tân Thành", "hợp  tác xã TÂN THÀNH."),
        ("HTX Tân Thành", "H.T.X “Tân Thành”"),
        ("HTX Tân Thành", "HTX. TânThành"),
        ("HTX Tân Thành", "HTXTân Thành"),
        ("Công ty TNHH Thiên Nam", "CôngtyTNHH ThiênNam"),
        ("HTX Tân Thành", "(HTX) Tân-Thành,"),
        ("HTX Tân Thành", unicodedata.normalize("NFD", "HTX Tân Thành")),
        ("HTX Tân Thành", "Hop tac xa Tân Thành"),
        ("HTX Hoà An", "HTX Hòa An"),
        ("HTX Hoà An", "HTX HòaAn"),
        ("HTX Hoà Ái", "HTX HòaÁi"),
        ("HTXNN Yên Đĩnh", "Hợp tác xã nông nghiệp Yên Đĩnh"),
        ("HTX NN Yên Đĩnh", "HTX Nông nghiệp Yên Đĩnh"),
        ("HTX DVNN Yên Đĩnh", "HTX dịch vụ nông nghiệp Yên Đĩnh"),
        ("DNTN Hoàng Giang", "Doanh nghiệp tư nhân Hoàng Giang"),
        ("Cty TNHH Thiên Nam", "Công ty trách nhiệm hữu hạn Thiên Nam"),
        ("CTy TNHH MTV Thiên Nam", "Công ty TNHH một thành viên Thiên Nam"),
        ("C.ty TNHH 1TV Thiên Nam", "Công ty TNHH - MTV Thiên Nam"),
        ("C.Ty CP Sahabak", "Công ty cổ phần Sahabak"),
        ("CTCP Sahabak", "CÔNG TY CP SAHABAK"),
        ("HKD Nguyễn Văn A", "Hộ kinh doanh Nguyễn Văn A"),
        ("THT Bản Pjàn", "Tổ hợp tác Bản Pjàn"),
        ("LH HTX Bắc Kạn", "Liên hiệp hợp tác xã Bắc Kạn"),
        ("Liên hiệp HTX Bắc Kạn", "LHHTX Bắc Kạn"),
        ("CSSX Miến dong", "Cơ sở sản xuất Miến dong"),
        ("CS SX Miến dong", "Cơ sở SX miến dong"),
        ("XN Gạch", "Xí nghiệp gạch"),
        ("Xi nghiep Gach", "XN Gach"),
    ],
)
def test_the_same_name(forms: LegalForms, one: str, other: str) -> None:
    assert read_name(one, forms).key == read_name(other, forms).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Tân Thành", "DNTN Tân Thành"),
        ("HTX Tân Thành", "Tân Thành"),
        ("HTX Tân Thành", "LH HTX Tân Thành"),
        ("HTX Tân Thành", "HTX Tan Thanh"),
        ("HTX Tân Thành", "HTX Tân Thanh"),
        ("Công ty TNHH Thiên Nam", "Công ty CP Thiên Nam"),
        ("Công ty TNHH Thiên Nam", "Công ty TNHH MTV Thiên Nam"),
        ("Cơ sở Hà", "Cơ sở sản xuất Hà"),
        ("Tổ 1-5", "Tổ 15"),
        ("Minh HTX", "Minh hợp tác xã"),
        ("Lò rèn CP", "Lò rèn cổ phần"),
        ("Hồ Kinh Doanh", "HKD"),
        ("Xưởng A & B", "Xưởng AB"),
    ],
)
def test_different_names(forms: LegalForms, one: str, other: str) -> None:
    assert read_name(one, forms).key != read_name(other, forms).key


@pytest.mark.parametrize(
    ("toneless", "accented"),
    [
        ("Hop tac xa Hoa An", "HTX Hoà An"),
        ("HTX Duong Quang", "Hợp tác xã Dương Quang"),
        ("cong ty trach nhiem huu han thien nam", "Cty TNHH Thiên Nam"),
        ("CSSX Dong Nga", "Cơ sở sản xuất Đồng Nga"),
    ],
)
def test_a_name_without_tones_has_its_twins_key(
    forms: LegalForms, toneless: str, accented: str
) -> None:
    bare, twin = read_name(toneless, forms), read_name(accented, forms)
    assert (bare.has_tones, twin.has_tones) == (False, True)
    assert bare.key == bare.toneless_key == twin.toneless_key


@given(st.text())
def test_case_and_unicode_form_never_matter(forms: LegalForms, text: str) -> None:
    key = read_name(text, forms).key
    assert read_name(unicodedata.normalize("NFD", text), forms).key == key
    assert read_name(f" {text} .", forms).key == key


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a", "HTX"), ("b", "H.T.X")], "legal form 'H.T.X' is both"),
        ([("a", "Hộ"), ("b", "Hồ")], "legal form 'Hồ' is both"),
        ([("", "HTX")], "empty column"),
        ([("a", " - ")], "empty column"),
    ],
)
def test_a_table_that_contradicts_itself(rows: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        legal_forms({"form": form, "written": written} for form, written in rows)


def test_every_written_form_of_one_code_reads_alike(forms: LegalForms) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    read = {(row["form"], read_name(f"{row['written']} Tân Thành", forms).key) for row in rows}
    assert read == {(row["form"], f"{row['form']}:tânthành") for row in rows}
