"""The figure catalogue, phases, measures and reconciliation, each by itself."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError, UnknownFigure, UnknownPhase
from kc_pipeline.figures.catalogue import NOWHERE, Figure, load_figures
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.measures import Measure, Part, Role, columns_of_evidence, measure
from kc_pipeline.figures.phases import Phase, find_phase
from kc_pipeline.figures.printed_number import printed_number
from kc_pipeline.figures.published_file import PublishedFigure
from kc_pipeline.figures.reconciling import Comparison, Verdict, reconcile
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.published_tables import load_published_assets
from tests.small_phase import HOME

PHASE = Phase("2019-2020", 2019, 2020, "Giai đoạn 2019 - 2020")
FAIRS = """
["s4.fairs.support"]
label_vi = "Kinh phí"
unit = "million VND"
table = "section_4"
measure = "support_vnd"
where = { funding = "local" }
by_funding = true
by_year = true
"""


def test_an_entry_gives_a_figure_for_each_funding_and_year(tmp_path: Path) -> None:
    (tmp_path / "section_4.toml").write_text(FAIRS, encoding="utf-8")
    catalogue = load_figures(tmp_path)
    found = {f.name: (f.label_vi, dict(f.where)) for f in catalogue.figures(PHASE)}
    assert found == {
        "s4.fairs.support": ("Kinh phí", {"funding": "local"}),
        "s4.fairs.support.national": (
            "Kinh phí – phần nguồn quốc gia (không có: chỉ tiêu này chỉ gồm nguồn địa phương)",
            {"funding": NOWHERE},
        ),
        "s4.fairs.support.local": ("Kinh phí – toàn bộ từ nguồn địa phương", {"funding": "local"}),
        "s4.fairs.support.2019": ("Kinh phí năm 2019", {"funding": "local", "year": 2019}),
        "s4.fairs.support.2020": ("Kinh phí năm 2020", {"funding": "local", "year": 2020}),
    }
    assert catalogue.figure(PHASE, "s4.fairs.support.2019").name == "s4.fairs.support.2019"
    with pytest.raises(UnknownFigure, match=r"s4\.fairs\.support\.2018"):
        catalogue.figure(PHASE, "s4.fairs.support.2018")


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ([FAIRS.replace("unit =", "units =")], "missing or unknown entries: unit, units"),
        ([FAIRS, FAIRS], "s4.fairs.support is declared twice"),
    ],
    ids=["unknown entry", "twice"],
)
def test_a_wrong_entry_is_named(files: list[str], named: str, tmp_path: Path) -> None:
    for number, text in enumerate(files):
        (tmp_path / f"{number}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=named):
        load_figures(tmp_path)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('"section_4"', '"section_5_advise"'), "no assets/sections/section_5_advise.sql"),
        (('"section_4"', '"section_5_advice"'), ""),
        (('"support_vnd"', '"support"'), "section_5_advice has no column support"),
        (("{ funding =", "{ fund ="), "section_5_advice has no column fund"),
    ],
)
def test_a_figure_that_points_at_nothing_is_named(
    change: tuple[str, str], named: str, tmp_path: Path
) -> None:
    told = FAIRS.replace(*change).replace('"section_4"', '"section_5_advice"')
    (tmp_path / "section_4.toml").write_text(told, encoding="utf-8")
    catalogue = load_figures(tmp_path)
    sql = load_published_assets(HOME / "assets")
    if not named:
        catalogue.see_that_all_point_at(sql)
        return
    with pytest.raises(DeclarationError, match=rf"section_4\.toml: figure s4\.fairs.*{named}"):
        catalogue.see_that_all_point_at(sql)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2019-2020", PHASE),
        (" 2019 – 2020 ", PHASE),
        ("2015-2017", Phase("2015-2017", 2015, 2017, "Giai đoạn 2015 - 2017")),
        ("2015-2015", Phase("2015-2015", 2015, 2015, "Giai đoạn 2015 - 2015")),
    ],
)
def test_a_phase_is_a_declared_one_or_any_range_of_years(asked: str, found: Phase) -> None:
    assert find_phase(asked, [PHASE]) == found


@pytest.mark.parametrize("asked", ["", "2020", "2020-2019", "x", "2019-2020-2021"])
def test_what_is_no_range_of_years_is_no_phase(asked: str) -> None:
    with pytest.raises(UnknownPhase):
        find_phase(asked, [PHASE])


def test_a_measure_is_taken_apart() -> None:
    assets = load_published_assets(HOME / "assets")
    section = assets["sections.section_2_management_capacity"]
    assert measure(section, "household_share") == Measure(
        section,
        "household_share",
        (
            Part(
                Role.NUMERATOR,
                "evidence.households_registered",
                None,
                ("households_registered",),
            ),
            Part(Role.DENOMINATOR, "evidence.trainees", None, ("trainees",)),
        ),
    )
    media = assets["sections.section_6_information"]
    [part] = measure(media, "radio_programmes").parts
    assert part == Part(
        Role.COUNTED, "evidence.channel", "evidence.channel = 'radio'", ("channel",)
    )
    with pytest.raises(DeclarationError, match="no measure nothing"):
        measure(media, "nothing")


def test_every_declared_figure_reads_a_measure_of_its_section() -> None:
    assets = load_published_assets(HOME / "assets")
    catalogue = load_figures(HOME / "assets" / "figures")
    for figure in catalogue.figures(PHASE):
        section = assets[f"sections.{figure.table}"]
        has = {column.name for column in section.header.columns}
        assert measure(section, figure.measure).parts
        assert {dimension for dimension, _ in figure.where} <= has


def test_every_measure_names_cells_that_a_form_has() -> None:
    """Else the rows behind it would all be shown by their first cell."""
    read = {column.name for table in tables() for column in table.columns}
    named = {
        (asset.name, column.name, name)
        for asset in load_published_assets(HOME / "assets")
        for column in asset.header.columns
        for name in re.findall(r"\w+", column.cell or "")
        if f"{name}_cell" not in columns_of_evidence(asset)
    }
    assert len(named) > 50
    assert {one for one in named if one[2] not in read} == set()


def test_every_verdict() -> None:
    def value(name: str, of: str | None, unit: str = "people") -> Value:
        figure = Figure(name, name, unit, "t", "m", ())
        return Value("P", figure, None if of is None else Decimal(of))

    def published(name: str, of: str, unit: str = "people") -> PublishedFigure:
        return PublishedFigure(name, printed_number(of, name) if of else None, unit, "here")

    def explained(phase: str, figure: str, computed: str) -> dict[str, str]:
        pair = {"published": "9", "computed": computed}
        return {"phase": phase, "figure": figure, **pair, "reason_vi": "In nhầm."}

    found = reconcile(
        "P",
        [
            value("new", "7"),
            value("same", "2.0"),
            value("less", "1"),
            value("none", None, "%"),
            value("other unit", "5"),
            value("rounded", "195.875"),
            value("explained", "8"),
            value("explained otherwise", "8"),
            value("left blank", "6"),
        ],
        [
            published("less", "3"),
            published("same", "2"),
            published("gone", "1"),
            published("none", "40", "%"),
            published("other unit", "5", "booths"),
            published("rounded", "195,88"),
            published("explained", "9"),
            published("explained otherwise", "9"),
            published("left blank", ""),
        ],
        [
            explained("P", "explained", "8"),
            explained("P", "explained otherwise", "7"),
            explained("Q", "less", "1"),
        ],
    )
    three, two, one = Decimal(3), Decimal(2), Decimal(1)
    absent = Verdict.NOT_COMPUTABLE
    nine_eight = Decimal(9), Decimal(8), "people", Decimal(-1)
    assert found == [
        Comparison("P", "less", three, one, "people", Decimal(-2), Verdict.DIFFERS),
        Comparison("P", "same", two, two, "people", Decimal(0), Verdict.EQUAL),
        Comparison("P", "gone", one, None, "people", None, absent),
        Comparison("P", "none", Decimal(40), None, "%", None, absent),
        Comparison("P", "other unit", Decimal(5), None, "booths", None, absent),
        Comparison(
            "P",
            "rounded",
            Decimal("195.88"),
            Decimal("195.875"),
            "people",
            Decimal("-0.005"),
            Verdict.EQUAL_AS_PRINTED,
        ),
        Comparison("P", "explained", *nine_eight, Verdict.EXPLAINED, "In nhầm."),
        Comparison("P", "explained otherwise", *nine_eight, Verdict.DIFFERS),
        Comparison("P", "new", None, Decimal(7), "people", None, Verdict.NOT_PUBLISHED),
        Comparison("P", "left blank", None, Decimal(6), "people", None, Verdict.NOT_PUBLISHED),
    ]
