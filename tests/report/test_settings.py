from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.report.settings import read_settings
from tests.small_phase import HOME

ASSETS = HOME / "assets" / "report"


def _phase_settings(folder: Path, declared: str) -> Path:
    (folder / "settings.toml").write_bytes((ASSETS / "settings.toml").read_bytes())
    (folder / "2021").mkdir()
    (folder / "2021" / "settings.toml").write_text(declared, encoding="utf-8")
    return folder


def test_number_and_date_are_blank_until_the_document_is_issued() -> None:
    head = read_settings(ASSETS, "2016-2020", "giai đoạn 2016-2020").letterhead
    assert head.number_line == "Số:      /BC-SCT"
    assert head.date_line == "Bắc Kạn, ngày … tháng … năm …"
    assert head.annex_line == (
        "(Kèm theo Báo cáo số      /BC-SCT ngày … tháng … năm … của Sở Công Thương)"
    )


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        (date(2019, 2, 5), "ngày 05 tháng 02 năm 2019"),
        (date(2019, 3, 15), "ngày 15 tháng 3 năm 2019"),
        (date(2019, 12, 31), "ngày 31 tháng 12 năm 2019"),
    ],
)
def test_a_phase_overrides_single_settings(tmp_path: Path, declared: date, written: str) -> None:
    folder = _phase_settings(
        tmp_path, f'number = "12"\ndate = {declared}\nsubject = "Về {{phase}}"'
    )
    settings = read_settings(folder, "2021", "năm 2021")
    assert settings.subject == "Về năm 2021"
    assert settings.letterhead.number_line == "Số: 12/BC-SCT"
    assert settings.letterhead.date_line == f"Bắc Kạn, {written}"
    assert settings.letterhead.issuer == "SỞ CÔNG THƯƠNG"


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ('sbject = "x"', "sbject is no setting of a report"),
        ("number = 12", "number has the wrong kind of value: 12"),
        ('date = "5/2/2019"', "date has the wrong kind of value"),
        ('recipients = "Sở"', "recipients has the wrong kind of value"),
    ],
)
def test_a_wrong_setting_names_its_file(tmp_path: Path, declared: str, message: str) -> None:
    with pytest.raises(DeclarationError, match=rf"2021.settings\.toml: {message}"):
        read_settings(_phase_settings(tmp_path, declared), "2021", "năm 2021")


def test_settings_that_lack_an_entry_name_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('place = "Bắc Kạn"', encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"settings\.toml: lacks issuer, issuer_name"):
        read_settings(tmp_path, "2021", "năm 2021")
