"""Units as they were, projects at the place of their time, and both shown on the units of a day."""

from datetime import date
from typing import Any

import pytest

from kc_pipeline.feedback.template import write_project_template
from kc_pipeline.feedback.template_places import places_of
from kc_pipeline.resolution.units import Units
from tests.built_once import built_once
from tests.resolution.reference import units
from tests.small_phase import MILLION, Outcome, Province, project, report

UNITS: Units = units()
BEFORE, MERGED, TOWN, REFORM = (
    date(2020, 1, 31), date(2020, 2, 1), date(2023, 4, 10), date(2025, 7, 1),
)  # fmt: skip


def _reported(province: Province) -> None:
    """Reports before and after the reform of 2025, on a form that serves the later years too."""
    form = province.own("forms") / "kc_2016.toml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("2023, 2024]", "2023, 2024, 2025, 2026]"), encoding="utf-8")
    for submission in (
        report("061", 2018, project("A", commune="xã Cao Trĩ"), project("B", commune="Chợ Rã")),
        report(
            "066", 2018, project("C", commune="xã Văn Học"), project("D", commune="Huyện Na Rì")
        ),
        report("058", 2024, project("E", commune="phường Đức Xuân")),
        report("061", 2025, project("F", commune="xã Thượng Giáo")),
        report("01840", 2025, project("G", commune="Phường Đức Xuân")),
        report("01912", 2026, project("H", commune="Xã Chợ Rã"), project("I", commune="xã Ba Bể")),
        report("TTKC", 2026, project("J", commune="toàn tỉnh"), project("K", commune="Ba Bể")),
    ):
        province.send(submission)
    province.consolidate(today=date(2027, 3, 1))


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return built_once(tmp_path_factory, "units", _reported)


@pytest.mark.parametrize(
    ("day", "communes"), [(BEFORE, 122), (MERGED, 108), (TOWN, 108), (REFORM, 37)]
)
def test_so_many_communes_there_are(reported: Outcome, day: date, communes: int) -> None:
    counted = reported.rows(f"""
        select count(*) filter (level in ('xa', 'xa_2025')), count(*) filter (level = 'huyen')
        from core.units_on(date '{day}')
    """)
    assert counted == [(communes, 0 if day == REFORM else 8)]


def test_renamed_units_keep_their_code(reported: Outcome) -> None:
    asked = "select name_vi from core.units_on('{}') where unit_code in ('01855', '058') order by 1"
    days = ("2015-03-10", "2015-03-11")
    assert [reported.rows(asked.format(day)) for day in days] == [
        [("Thị xã Bắc Kạn",), ("Xã Xuất Hoá",)],
        [("Phường Xuất Hóa",), ("Thành phố Bắc Kạn",)],
    ]


@pytest.mark.parametrize(
    ("code", "told", "asked", "expected"),
    [
        ("01903", BEFORE, REFORM, "01912"),  # Cao Trĩ, over Thượng Giáo, in Chợ Rã
        ("01912", BEFORE, BEFORE, "01912"),  # Thượng Giáo, before it took Cao Trĩ in
        ("01912", TOWN, BEFORE, None),  # after: it was two
        ("02149", BEFORE, MERGED, None),  # Văn Học was divided
        ("02149", BEFORE, REFORM, "02152"),  # and its parts are together again
        ("02134", BEFORE, MERGED, "02155"),  # the town of Yến Lạc has the code of Lương Hạ
        ("02155", BEFORE, MERGED, None),  # which was divided
        ("01954", MERGED, TOWN, "01954"),  # Vân Tùng, commune then town
        ("01840", TOWN, REFORM, "01840"),  # one code, two extents
        ("01840", REFORM, TOWN, None),
        ("058", BEFORE, date(2014, 1, 1), "058"),
        ("061", TOWN, REFORM, None),  # there are no districts
        ("06", TOWN, REFORM, "19"),
        ("01954", date(2030, 1, 1), date(2030, 1, 1), "01954"),
    ],
)
def test_a_unit_on_another_day(
    reported: Outcome, code: str, told: date, asked: date, expected: str | None
) -> None:
    query = f"select core.unit_on('{code}', date '{told}', date '{asked}')"
    assert reported.rows(query) == [(expected,)]


def test_a_project_keeps_the_place_of_its_time(reported: Outcome) -> None:
    assert reported.rows("""
        select project_code, commune_code, area_code, district_code, place_on::varchar
        from core.projects order by 1
    """) == [
        ("A", "01903", "061", "061", "2018-12-31"),
        ("B", "01888", "061", "061", "2018-12-31"),
        ("C", "02149", "066", "066", "2018-12-31"),
        ("D", "066", "066", "066", "2018-12-31"),
        ("E", "01840", "058", "058", "2024-12-31"),
        ("F", "01912", "061", "061", "2025-06-30"),
        ("G", "01840", "01840", "058", "2025-12-31"),
        ("H", "01912", "01912", "061", "2026-12-31"),
        ("I", "01906", "01906", "061", "2026-12-31"),
        ("J", "19", None, None, "2026-12-31"),
        ("K", "01906", "01906", "061", "2026-12-31"),
    ]
    assert reported.rows("select code, path from quality.findings where code like 'place.%'") == [
        ("place.other_district", "2026/01912.xlsx")
    ]


PLACES: dict[str, dict[str | None, int]] = {
    "null": {"058": 1, "061": 3, "066": 2, "01840": 1, "01906": 2, "01912": 1, "none": 1},
    f"date '{TOWN}'": {"058": 2, "061": 6, "066": 2, "none": 1},
    f"date '{REFORM}'": {"01840": 2, "01906": 2, "01912": 4, "02152": 1, "none": 2},
}


@pytest.mark.parametrize("day", PLACES)
def test_a_phase_on_the_units_of_a_day(reported: Outcome, day: str) -> None:
    found = reported.rows(f"""
        select area_code, projects, support_vnd
        from sections.place_support_of(2014, 2026, {day}) where year is null and funding is null
    """)
    expected = [(code, n, n * 10 * MILLION) for code, n in PLACES[day].items()]
    assert sorted(found, key=str) == sorted([*expected, (None, 11, 110 * MILLION)], key=str)


def test_support_by_district_is_by_commune_once_there_are_none(reported: Outcome) -> None:
    assert reported.rows("""
        select district_code, projects from sections.district_support_of(2025, 2026)
        where year is null and funding is null order by 1 nulls last
    """) == [("01840", 1), ("01906", 2), ("01912", 1), ("061", 1), ("none", 1), (None, 6)]


def test_communes_report_once_there_are_no_districts(reported: Outcome) -> None:
    assert reported.rows("""
        select year, count(*), count(*) filter (state = 'missing'), list(unit_code order by 1)
            filter (received_at is not null)
        from quality.completeness where year in (2024, 2025, 2026) group by year order by year
    """) == [
        (2024, 9, 8, ["058"]),
        (2025, 39, 37, ["01840", "061"]),
        (2026, 38, 36, ["01912", "TTKC"]),
    ]
    assert reported.rows(
        "select distinct status from quality.submissions order by 1"
    ) == [("accepted",), ("accepted_with_findings",)]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "year", "code"),
    [
        ("Xã Chợ Rã", 2026, "01912"),
        ("UBND xã Chợ Rã, tỉnh Thái Nguyên", 2026, "01912"),
        ("01912", 2026, "01912"),
        ("Ba Bể", 2026, "01906"),
        ("UBND Ba Bể", 2026, "01906"),
        ("Huyện Ba Bể", 2025, "061"),
        ("Xã Ba Bể", 2025, "01906"),
        ("Ba Bể", 2025, None),
        ("01912", 2024, None),
        ("Xã Chợ Rã", 2024, None),
        ("xã Hà Hiệu", 2026, None),
    ],
)
def test_a_commune_is_named_as_a_reporter(written: str, year: int, code: str | None) -> None:
    unit = UNITS.reporting_unit(written, year)
    assert (unit.code if unit else None) == code


def test_a_file_is_a_commune_s_only_while_it_reports() -> None:
    found = [UNITS.leading_unit("01912_bao cao.xlsx", year) for year in (2024, 2025)]
    assert [unit.name if unit else None for unit in found] == [None, "Xã Chợ Rã"]


def test_the_template_of_a_commune_reads_back(reported: Outcome) -> None:
    target = reported.project.raw.parent / "mẫu" / "01912_2026.xlsx"
    target.parent.mkdir(exist_ok=True)
    write_project_template(reported.project, year=2026, unit_code="01912", target=target)
    assert places(UNITS, "01912", 2026) == ("Xã Chợ Rã",)
    assert len(places(UNITS, "TTKC", 2026)) == 38
    assert target.is_file()


def places(known: Units, code: str, year: int) -> tuple[Any, ...]:
    """What the template offers as places."""
    reporter = known.of_code(code, year)
    assert reporter is not None
    return places_of(known, reporter, year)
