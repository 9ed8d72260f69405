"""Every measure of every section, at every level, against a plain count over the core tables."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from tests.sections.plain_counts import SECTIONS, Count, Expected, Record, distinct, share, total
from tests.small_phase import Outcome

PROJECT = ("year", "unit_code", "funding", "activity", "delivery")


def records(outcome: Outcome, table: str) -> list[dict[str, Any]]:
    """The rows of a table as mappings."""
    columns = [name for (name, *_) in outcome.rows(f"describe {table}")]
    return [dict(zip(columns, row, strict=True)) for row in outcome.rows(f"from {table}")]


def evidence(outcome: Outcome, section: Expected) -> list[Record]:
    """The project rows that count, and their detail rows in the projects' dimensions."""
    projects = {
        p["project_code"]: p
        for p in records(outcome, "core.projects")
        if p["status"] in ("completed", "adjusted")
    }
    found: list[Record] = [p for p in projects.values() if p["content_no"] == section.content]
    for table, renamed in section.details.items():
        for row in records(outcome, f"core.{table}"):
            told = {renamed.get(name, name): value for name, value in row.items()}
            if table == "selected_products":
                placed = product_place(told, projects)
            else:
                placed = project_place(told, projects, section.content)
            if placed:
                found.append({**told, **placed, "project_code": None})
    return found


def project_place(
    row: Record, projects: Mapping[str, Record], content: int
) -> dict[str, Any] | None:
    """Where a detail row stands: with its project, but an activity row by its own activity."""
    owner = projects.get(row["project_code"])
    if owner is None or owner["content_no"] != content:
        return None
    placed: dict[str, Any] = {name: owner[name] for name in PROJECT}
    if "held_vnd" in row:
        return {**placed, "activity": row["activity"], "held": row["activity"]}
    return {**placed, "product_or_kind": row.get("product_key") or row.get("product_kind_key")}


def product_place(row: Record, projects: Mapping[str, Record]) -> dict[str, Any] | None:
    """Where an honoured product stands: in the year of its round."""
    placed = {"year": row["round_year"], "activity": "selection", "delivery": "own"}
    if row["level"] != "province":
        return {**placed, "unit_code": row["unit_code"], "funding": "none"}
    owner = projects.get(row["project_code"])
    return (
        owner and {**placed, **{n: owner[n] for n in ("unit_code", "funding", "delivery")}}
    ) or None


def levels(
    found: Iterable[Record], dimensions: tuple[str, ...], measures: Mapping[str, Count]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Every measure at every level that has rows, for every declared phase.

    A record with ``again_in`` is one of the phases that have that year too.
    """
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in found:
        for phase, first, last in (("2014-2018", 2014, 2018), ("2016-2020", 2016, 2020),
                                   ("2019-2020", 2019, 2020)):  # fmt: skip
            if first <= record["year"] <= last and record.get("again_in", last) <= last:
                for at in product(*((record[d], None) for d in dimensions)):
                    groups.setdefault((phase, *at), []).append(record)
    return {
        key: {name: count(rows) for name, count in measures.items()} for key, rows in groups.items()
    }


def published(
    outcome: Outcome, table: str, dimensions: tuple[str, ...], measures: Iterable[str]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The same of a section table; its keys are unique."""
    rows = records(outcome, f"sections.{table}")
    told = {
        tuple(row[d] for d in ("phase", *dimensions)): {m: row[m] for m in measures} for row in rows
    }
    assert len(told) == len(rows)
    return told


@pytest.mark.parametrize("table", SECTIONS)
@pytest.mark.parametrize("phase", ["sample", "random_phase"])
def test_a_section_counts_what_a_plain_count_gives(
    table: str, phase: str, request: pytest.FixtureRequest
) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    section = SECTIONS[table]
    assert published(outcome, table, PROJECT, section.measures) == levels(
        evidence(outcome, section), PROJECT, section.measures
    )


@pytest.mark.parametrize("phase", ["sample", "random_phase"])
def test_coverage_counts_what_a_plain_count_gives(
    phase: str, request: pytest.FixtureRequest
) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    dimensions = ("content_no", "year", "funding", "delivery")
    measures = {
        "contents": distinct("named"),
        "contents_carried_out": distinct("carried_out"),
        "projects": distinct("counted"),
        "projects_adjusted": distinct("project_code", status="adjusted"),
        "projects_in_progress": distinct("project_code", status="in_progress"),
        "projects_carried_over": distinct("project_code", status="carried_over"),
        "projects_stopped": distinct("project_code", status="stopped"),
        "support_vnd": total("spent"),
        "counterpart_vnd": total("put_in"),
    }
    found: list[Record] = [
        {"content_no": content, "year": year, "funding": "decree", "delivery": "decree"}
        | {"named": content}
        for content in range(1, 10)
        for year in range(2014, 2021)
    ]
    for told in records(outcome, "core.projects"):
        counts = told["status"] in ("completed", "adjusted")
        found.append(
            {
                **told,
                "counted": told["project_code"] if counts else None,
                "carried_out": told["content_no"] if counts and told["delivery"] == "own" else None,
                "spent": told["spent_vnd"] if counts else None,
                "put_in": told["counterpart_vnd"] if counts else None,
            }
        )
    assert published(outcome, "content_coverage", dimensions, measures) == levels(
        found, dimensions, measures
    )


def planned_again(years: list[dict[str, Any]]) -> Iterator[Record]:
    """Own projects carried over, with what is planned in this year and in the next again."""
    plans = {(told["project_code"], told["year"]): told["planned_vnd"] for told in years}
    for told in years:
        of, year = told["project_code"], told["year"]
        later = min((y for code, y in plans if code == of and y > year), default=None)
        plan, again = told["planned_vnd"], plans.get((of, later))
        if (told["delivery"], told["status"]) != ("own", "carried_over") or None in (plan, again):
            continue
        place = {name: told[name] for name in ("year", "unit_code", "funding")}
        yield place
        yield {**place, "again_in": later, "planned_again": min(plan, again)}


@pytest.mark.parametrize("phase", ["sample", "random_phase"])
def test_budget_counts_what_a_plain_count_gives(phase: str, request: pytest.FixtureRequest) -> None:
    outcome: Outcome = request.getfixturevalue(phase)
    dimensions = ("year", "unit_code", "funding")
    measures = {
        "plan_vnd": total("plan_vnd"),
        "planned_vnd": total("planned_vnd"),
        "spent_vnd": total("spent"),
        "counterpart_vnd": total("put_in"),
        "carried_plan_vnd": total("planned_again"),
        "execution_share": share("spent", "plan_vnd"),
    }
    found: list[Record] = records(outcome, "core.budget_plans")
    for told in records(outcome, "core.projects"):
        counts = told["status"] in ("completed", "adjusted")
        money = {
            "spent": told["spent_vnd"] if counts else None,
            "put_in": told["counterpart_vnd"] if counts else None,
        }
        found += [{**told, **money}] if told["delivery"] == "own" else []
    found += planned_again(records(outcome, "core.project_years"))
    assert published(outcome, "budget_execution", dimensions, measures) == levels(
        found, dimensions, measures
    )
