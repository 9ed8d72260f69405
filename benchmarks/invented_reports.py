"""Reports of invented units: what a district sends for a year, drawn from its code and the year.

The same for the same unit and year, every time. Clean on the whole: one in a score has something to
mend. Rows, tables, names spelled in two ways and totals are as real reports have them.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from tests.small_phase import MILLION, project
from tools.sample_phase.submission import Habit, Row, Submission

_FAULTY = 0.05
_ESTABLISHMENTS = 40
_KINDS = ("HTX", "Hợp tác xã", "Hộ sản xuất", "Công ty TNHH", "DNTN")
_TRADES = ("chè", "miến dong", "gỗ ván bóc", "gạch không nung", "cơ khí", "dệt thổ cẩm", "rượu")
_PLACES = ("Tân Phú", "Bình Minh", "Đồng Tâm", "Hoà Bình", "Thành Công", "Quyết Thắng")
_HABITS = (
    Habit.COLUMN_NUMBERS,
    Habit.EMPTY_SHEET,
    Habit.NOTES_BELOW,
    Habit.NO_TOTALS,
    Habit.OF_WHICH,
    Habit.SIGNATURES,
)
# Activity, content, how often of a hundred, and the range of millions it costs.
_ACTIVITIES: tuple[tuple[str, int, int, int, int], ...] = (
    ("machinery", 3, 40, 20, 150),
    ("demonstration", 3, 10, 50, 200),
    ("vocational_training", 1, 12, 30, 120),
    ("fair", 4, 10, 20, 100),
    ("design", 5, 8, 10, 40),
    ("information", 6, 10, 10, 40),
    ("conference", 9, 10, 10, 50),
)


def report_of(code: str, name: str, year: int, changed: int = 0) -> Submission:
    """One report; ``changed`` makes its first project another."""
    draw = random.Random(f"{code} {year}")  # noqa: S311  # an example, no secret
    tables: dict[str, list[Row]] = {"projects": []}
    for number in range(draw.randint(4, 9)):
        told = _project(draw, f"{code}-{year}-{number}", year)
        if changed and not number:
            told = {**told, "title": f"Đề án lần {changed}"}
        tables["projects"].append(told)
        for table, row in _details(draw, told, code, year):
            tables.setdefault(table, []).append(row)
    if draw.random() < _FAULTY:
        tables["projects"][-1] = {**tables["projects"][-1], "spent_vnd": None}
    return Submission(
        unit_code=code,
        year=year,
        unit=name,
        reported_on=None,
        remark=None,
        plan_national_vnd=_plan(tables["projects"], "national"),
        plan_local_vnd=_plan(tables["projects"], "local"),
        officers=draw.randint(0, 2),
        collaborators=draw.randint(3, 20),
        tables={table: tuple(rows) for table, rows in tables.items()},
        habits=frozenset(random.Random(code).sample(_HABITS, 2)),  # noqa: S311  # likewise
    )


def _plan(projects: Sequence[Row], funding: str) -> int:
    return sum(int(str(row["planned_vnd"])) for row in projects if row["funding"] == funding)


def _project(draw: random.Random, code: str, year: int) -> Row:
    activity, content, _, least, most = draw.choices(
        _ACTIVITIES, [weight for *_, weight, _, _ in _ACTIVITIES]
    )[0]
    spent = draw.randint(least, most) * MILLION
    return project(
        code,
        title=f"{draw.choice(('Hỗ trợ', 'Xây dựng', 'Ứng dụng'))} {draw.choice(_TRADES)} {code}",
        content_no=content,
        activity=activity,
        funding=draw.choice(["national", "local", "local"]),
        planned_vnd=spent,
        spent_vnd=spent,
        counterpart_vnd=draw.choice([None, 2 * spent]),
        approved_on=date(year, 2, draw.randint(1, 28)),
        accepted_on=date(year, 11, draw.randint(1, 28)),
    )


def _details(draw: random.Random, told: Row, unit: str, year: int) -> Iterator[tuple[str, Row]]:
    code = str(told["project_code"])
    count = draw.randint(1, 4)
    if told["activity"] in {"machinery", "demonstration"}:
        share, rest = divmod(int(str(told["spent_vnd"])), count)
        for number in range(count):
            support = share + (0 if number else rest)
            yield "technology_supports", _support(draw, code, unit, support)
        return
    if told["activity"] == "vocational_training":
        for number in range(count):
            yield "training_classes", _class(draw, code, number, year)
        return
    for name in _establishments(draw, unit, count):
        table, row = _usual(draw, str(told["activity"]), name, year)
        yield table, {"project_code": code, **row}


def _usual(draw: random.Random, activity: str, establishment: str, year: int) -> tuple[str, Row]:
    match activity:
        case "fair":
            days = {"opens_on": date(year, 5, 3), "closes_on": date(year, 5, 9)}
            fair = {"fair_name": f"Hội chợ Đông Bắc {year}", "place": "Thái Nguyên", **days}
            return "fair_booths", {**fair, "establishment": establishment, "booths": 1}
        case "design":
            kind = {"product_kind": "Bao bì", "product": draw.choice(_TRADES), "designs": 2}
            return "designs", {**kind, "establishment": establishment}
        case "information":
            day = date(year, draw.randint(1, 12), 15)
            item = {"channel": "television", "title": f"Chuyên mục {day.month}"}
            return "information_items", {**item, "published_on": day}
        case _:
            held = {"delegates": draw.randint(30, 120), "held_on": date(year, 6, 1)}
            return "management_activities", {"activity": "conference", **held}


def _support(draw: random.Random, code: str, unit: str, support: int) -> Row:
    return {
        "project_code": code,
        "establishment": next(_establishments(draw, unit, 1)),
        "industry": draw.choice(_TRADES),
        "equipment": f"Máy {draw.choice(_TRADES)} {draw.randint(1, 99)}",
        "investment_vnd": 4 * support,
        "support_vnd": support,
        "new_jobs": draw.choice([None, 1, 2]),
        "revenue_increase_vnd": draw.choice([None, support]),
    }


def _class(draw: random.Random, code: str, number: int, year: int) -> Row:
    trainees = draw.randint(20, 35)
    return {
        "project_code": code,
        "class_name": f"Lớp {code} {number + 1}",
        "trade": draw.choice(_TRADES),
        "starts_on": date(year, 3, 1),
        "ends_on": date(year, 6, 1),
        "trainees": trainees,
        "women": draw.randint(0, trainees),
    }


def _establishments(draw: random.Random, unit: str, count: int) -> Iterator[str]:
    """Names of the unit's own, each now and then in capitals."""
    for number in draw.sample(range(_ESTABLISHMENTS), count):
        kind, trade = _KINDS[number % len(_KINDS)], _TRADES[number % len(_TRADES)]
        name = f"{kind} {trade} {_PLACES[number % len(_PLACES)]} {unit} {number}"
        yield name.upper() if draw.random() < _FAULTY else name
