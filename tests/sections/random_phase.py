"""A random phase: three units over four years, both forms, every table, all kinds of rows."""

import random
from collections.abc import Callable, Iterator, Mapping

from tests.small_phase import MILLION, project, report
from tools.sample_phase.submission import Row, Submission
from tools.sample_phase.wording import CHOICES

UNITS = ("061", "062", "TTKC")
YEARS = (2014, 2015, 2016, 2019)
NAMES = (
    "HTX Tân Thành",
    "HTX TÂN THÀNH",
    "HTX Tan Thanh",
    "Hộ Lý Thị Hoà",
    "Hộ Lý Thị Hòa",
    "DN An",
)
OF_CONTENT: Mapping[int, tuple[str, ...]] = {
    1: ("vocational_training", "craft_transfer"),
    2: ("startup_training", "management_training"),
    3: ("machinery", "demonstration"),
    4: ("fair", "selection", "brand"),
    5: ("design", "consulting"),
    6: ("information",),
    7: ("cluster_plan", "cluster_infrastructure"),
    8: ("international",),
    9: ("conference", "survey", "study_tour"),
}


def random_reports(seed: int) -> Iterator[Submission]:
    """The reports of a phase, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for year in YEARS:
        for unit in UNITS:
            projects = list(_projects(draw, unit, year))
            tables: dict[str, list[Row]] = {}
            for told in projects:
                for table, row in _details(draw, told, year):
                    tables.setdefault(table, []).append(row)
            yield report(
                unit,
                year,
                *projects,
                plan_national_vnd=draw.choice([None, 90 * MILLION + 1]),
                plan_local_vnd=draw.choice([None, 70 * MILLION]),
                officers=draw.choice([None, 0, 1]),
                **tables,
            )


def _projects(draw: random.Random, unit: str, year: int) -> Iterator[Row]:
    for number in range(draw.randint(6, 12)):
        content = draw.randint(1, 9)
        delivery = draw.choice(["own", "own", "own", "partner"])
        funding = "other" if delivery == "partner" else draw.choice(["national", "local"])
        status = draw.choice([*CHOICES["status"], "completed", "completed"])
        code = f"{unit}-{year}-{number}"
        if number == 0:  # carried over from year to year
            code = f"{unit}-M"
        if number == 1:  # reported by several
            code = f"CH-{year}"
        yield project(
            code,
            content_no=content,
            activity=draw.choice(OF_CONTENT[content]),
            funding=funding,
            delivery=delivery,
            status=status,
            planned_vnd=draw.choice([None, 50 * MILLION]),
            spent_vnd=draw.randint(10 * MILLION, 500 * MILLION),
            counterpart_vnd=draw.choice([None, draw.randint(1, 10**8)]),
            lead_unit=draw.choice([None, "UBND huyện Ba Bể", "huyện Ngân Sơn"]),
        )


def _details(draw: random.Random, told: Row, year: int) -> Iterator[tuple[str, Row]]:
    content = int(str(told["content_no"]))
    tables = [table for table, (of, _) in _TABLES.items() if content in of]
    for table in tables:
        for _ in range(draw.randint(0, 4)):
            yield table, {"project_code": told["project_code"], **_TABLES[table][1](draw, year)}
    if "selected_products" in tables and draw.random() < 0.5:
        row = _TABLES["selected_products"][1](draw, year)
        yield "selected_products", {**row, "level": draw.choice(["region", "nation"])}


def _count(draw: random.Random) -> int | None:
    return draw.choice([None, 0, 1, 2, 7])


def _training(draw: random.Random, _year: int) -> Row:
    trainees = draw.randint(0, 40)
    return {
        "class_name": f"Lớp {draw.randint(1, 3)}",
        "trainees": trainees,
        "women": draw.choice([None, trainees // 2]),
        "establishment": draw.choice([None, *NAMES]),
        "enterprises_founded": _count(draw),
        "households_registered": _count(draw),
        "households_unregistered": _count(draw),
    }


def _technology(draw: random.Random, _year: int) -> Row:
    return {
        "establishment": draw.choice(NAMES),
        "support_vnd": draw.randint(5 * MILLION, 100 * MILLION),
        "investment_vnd": draw.choice([None, 10**9]),
        "new_jobs": _count(draw),
    }


def _fair(draw: random.Random, _year: int) -> Row:
    return {
        "fair_name": draw.choice(["Hội chợ Hoà Bình", "HỘI CHỢ HÒA BÌNH", "Hội chợ Xuân"]),
        "establishment": draw.choice([None, *NAMES]),
        "booths": _count(draw),
    }


def _selected(draw: random.Random, year: int) -> Row:
    return {
        "round_year": draw.choice([year, year - 1]),
        "level": draw.choice(["province", "province", "region"]),
        "product": draw.choice(["Chè", "CHÈ", "Miến"]),
        "establishment": draw.choice(NAMES),
    }


def _design(draw: random.Random, _year: int) -> Row:
    return {
        "establishment": draw.choice(NAMES),
        "product_kind": draw.choice(["Miến dong", "MIẾN DONG", "Chè"]),
        "product": draw.choice([None, "Chè tuyết"]),
        "designs": draw.randint(0, 5),
    }


def _managed(draw: random.Random, _year: int) -> Row:
    return {
        "activity": draw.choice(["conference", "survey", "study_tour"]),
        "delegates": _count(draw),
        "spent_vnd": draw.choice([None, 10**6 + 1]),
    }


_TABLES: Mapping[str, tuple[tuple[int, ...], Callable[[random.Random, int], Row]]] = {
    "training_classes": ((1, 2), _training),
    "technology_supports": ((3,), _technology),
    "fair_booths": ((4,), _fair),
    "selected_products": ((4,), _selected),
    "brands": ((4,), lambda draw, _: {"establishment": draw.choice(NAMES), "mark": "Nhãn"}),
    "designs": ((5,), _design),
    "information_items": ((6,), lambda draw, _: {"channel": draw.choice([*CHOICES["channel"]])}),
    "cluster_works": (
        (7,),
        lambda draw, _: {
            "cluster_name": draw.choice(["Cụm Huyền Tụng", "CỤM HUYỀN TỤNG", "Cụm Cẩm Giàng"]),
            "work": draw.choice([*CHOICES["work"]]),
        },
    ),
    "international_activities": ((8,), lambda draw, _: {"participants": _count(draw)}),
    "management_activities": ((9,), _managed),
}
