"""One establishment whatever its spellings, within the district in which its row stands."""

import unicodedata
from pathlib import Path

from tests.small_phase import MILLION, consolidated, project, report, training
from tools.sample_phase.submission import Row


def supports(code: str, *names: str) -> list[Row]:
    return [{"project_code": code, "establishment": n, "support_vnd": MILLION} for n in names]


def lesson(code: str, name: str, place: str | None = None) -> Row:
    told = {"project_code": code, "class_name": "Lớp", "trainees": 1, "establishment": name}
    return {**told, "commune": place}


def test_names_agree_within_a_district_and_rows_find_theirs(tmp_path: Path) -> None:
    outcome = consolidated(
        tmp_path,
        report(
            "061",
            2015,
            project("A", commune="Thị trấn Chợ Rã"),
            project("B", commune="toàn tỉnh"),
            technology_supports=[
                *supports("A", "HTX Tân Thành", "hợp tác xã tân thành", "HTX. TÂN  THÀNH"),
                *supports("A", unicodedata.normalize("NFD", "HTX Tân Thành"), "HTX 'Tân-Thành'"),
                *supports("A", "HTX Tan Thanh"),  # its only accented twin
                *supports("A", "Tân Thành", "Hợp tác xã Nông nghiệp Tân Thành"),
                *supports("A", "HTX Hoà Bình", "HTX Hòa Bình"),
                *supports("A", "HTX Lan", "HTX Lân", "HTX Làn"),  # two accented twins
                *supports("A", "Công ty TNHH Lan", "CÔNG TY TRÁCH NHIỆM HỮU HẠN LAN"),
                *supports("B", "HTX Của huyện"),
            ],
        ),
        report(
            "062",
            2015,
            project("C", commune="xã Vân Tùng"),
            technology_supports=supports("C", "HTX Tân Thành", "HTX Ở hai nơi"),
        ),
        report(
            "TTKC",
            2015,
            project("D", commune="toàn tỉnh"),
            project("E", commune="xã Bộc Bố, huyện Pác Nặm"),
            project("F", commune="huyện Ngân Sơn"),
            training("T", commune="huyện Ngân Sơn"),
            technology_supports=[
                *supports("D", "HTX Tân Thành", "HTX Ở hai nơi", "HTX Hòa  Bình"),
                *supports("D", "HTX Không đâu", "HTX KHÔNG ĐÂU", "HTX Khong dau"),
                *supports("E", "HTX Tân Thành"),
                *supports("F", "htx tân thành"),
            ],
            training_classes=[
                lesson("T", "HTX Ở hai nơi", "xã Bộc Bố, huyện Pác Nặm"),
                lesson("T", "HTX Ở hai nơi"),
            ],
        ),
    )
    found = outcome.rows(
        "select district_code, name, len(string_split(spellings, '|')) "
        "from core.establishments order by all nulls last"
    )
    assert found == [
        ("060", "HTX Tân Thành", 1),
        ("060", "HTX Ở hai nơi", 1),
        ("061", "CÔNG TY TRÁCH NHIỆM HỮU HẠN LAN", 2),
        ("061", "HTX Của huyện", 1),
        ("061", "HTX Hòa Bình", 2),
        ("061", "HTX Lan", 1),
        ("061", "HTX Làn", 1),
        ("061", "HTX Lân", 1),
        ("061", "HTX Tân Thành", 5),
        ("061", "Hợp tác xã Nông nghiệp Tân Thành", 1),
        ("061", "Tân Thành", 1),
        ("062", "HTX Tân Thành", 2),
        ("062", "HTX Ở hai nơi", 1),
        (None, "HTX KHÔNG ĐÂU", 3),
        (None, "HTX Tân Thành", 1),
        (None, "HTX Ở hai nơi", 1),
    ]
    rows = outcome.rows(
        "select t.project_code, t.establishment, e.district_code "
        "from core.technology_supports as t join core.establishments as e using (establishment_id) "
        "where t.unit_code = 'TTKC' union all "
        "select t.project_code, coalesce(t.commune, 'ở đề án'), e.district_code "
        "from core.training_classes as t join core.establishments as e using (establishment_id) "
        "order by 1, 2"
    )
    assert rows == [
        ("D", "HTX Hòa Bình", "061"),
        ("D", "HTX KHÔNG ĐÂU", None),
        ("D", "HTX Khong dau", None),
        ("D", "HTX Không đâu", None),
        ("D", "HTX Tân Thành", None),
        ("D", "HTX Ở hai nơi", None),
        ("E", "HTX Tân Thành", "060"),
        ("F", "htx tân thành", "062"),
        ("T", "xã Bộc Bố, huyện Pác Nặm", "060"),
        ("T", "ở đề án", "062"),
    ]
