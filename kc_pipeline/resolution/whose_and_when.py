"""Whose submission a file is, for which year, and which version: from its cover, then its path.

A contradiction rejects the file and names both sides. Nothing here compares one submission with
another (`in_force`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.reading import CoverFact, Reading
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.units import Unit, Units
from kc_pipeline.rules.finding import Issue


@dataclass(frozen=True, slots=True)
class Identity:
    """What a submission says it is; None where nothing tells or what tells contradicts itself."""

    unit_code: str | None
    year: int | None
    version: int
    reported_on: date | None
    issues: tuple[Issue, ...]


def identify(taken: TakenIn, units: Units) -> Identity:
    """The identity of one entry of raw/; an unreadable file has what its path tells."""
    if isinstance(taken.reading, UnreadableSubmission):
        unit = _unit_of_path(taken, units, taken.year)
        return Identity(unit.code if unit else None, taken.year, 1, None, ())
    cover = {fact.name: fact for fact in taken.reading.cover}
    year, year_issues = _year(taken, cover)
    unit, unit_issues = _unit(taken, cover, units, year)
    reported_on = cover.get("reported_on")
    version = cover.get("version")
    return Identity(
        unit_code=unit.code if unit else None,
        year=year,
        version=int(version.value) if version else 1,
        reported_on=date.fromisoformat(reported_on.value) if reported_on else None,
        issues=(*year_issues, *unit_issues, *_form_of_the_year(taken.reading, year)),
    )


def _year(taken: TakenIn, cover: dict[str, CoverFact]) -> tuple[int | None, tuple[Issue, ...]]:
    told = cover.get("year")
    if told is None:
        if taken.year is None:
            return None, (Issue("submission.year_unknown"),)
        return taken.year, ()
    year = int(told.value)
    if taken.year is not None and taken.year != year:
        issue = Issue(
            "submission.year_contradiction",
            sheet=told.sheet,
            cell=told.cell,
            value=told.value,
            details={"from_cover": told.value, "from_path": str(taken.year)},
        )
        return None, (issue,)
    return year, ()


def _unit(
    taken: TakenIn, cover: dict[str, CoverFact], units: Units, year: int | None
) -> tuple[Unit | None, tuple[Issue, ...]]:
    name, code = cover.get("unit"), cover.get("unit_code")
    if year is None:
        return None, ()
    by_name = units.reporting_unit(name.value, year) if name else None
    by_code = units.reporting_unit(code.value, year) if code else None
    by_path = _unit_of_path(taken, units, year)
    if name and code and by_name and by_code and by_name.code != by_code.code:
        issue = Issue(
            "submission.unit_name_and_code_disagree",
            sheet=code.sheet,
            cell=code.cell,
            value=code.value,
            details={"name": name.value, "name_cell": name.cell, "code": code.value},
        )
        return None, (issue,)
    on_cover, fact = (by_code, code) if by_code else (by_name, name or code)
    if on_cover and by_path and on_cover.code != by_path.code:
        issue = Issue(
            "submission.unit_contradiction",
            sheet=fact.sheet if fact else None,
            cell=fact.cell if fact else None,
            value=fact.value if fact else None,
            details={
                "from_cover": f"{on_cover.name} ({on_cover.code})",
                "from_path": f"{by_path.name} ({by_path.code})",
            },
        )
        return None, (issue,)
    unit = on_cover or by_path
    unresolved = [f for f, found in ((name, by_name), (code, by_code)) if f and not found]
    if unit is None:
        written = ", ".join(f.value for f in unresolved)
        where = unresolved[0] if unresolved else None
        return None, (
            Issue(
                "submission.unit_unknown",
                sheet=where.sheet if where else None,
                cell=where.cell if where else None,
                value=written or None,
                details={"written": written},
            ),
        )
    return unit, tuple(_unresolved(unresolved))


def _unresolved(facts: list[CoverFact]) -> Iterator[Issue]:
    """A name or code on the cover that no unit has, while something else tells the unit."""
    for fact in facts:
        yield Issue(
            "cover.unreadable",
            sheet=fact.sheet,
            cell=fact.cell,
            value=fact.value,
            details={"fact": fact.name},
        )


def _unit_of_path(taken: TakenIn, units: Units, year: int | None) -> Unit | None:
    """The unit whose code begins the file's name, or the name of a folder it lies in."""
    if year is None:
        return None
    for part in reversed(taken.path.split("/")):
        unit = units.leading_unit(part, year)
        if unit is not None:
            return unit
    return None


def _form_of_the_year(reading: Reading, year: int | None) -> Iterator[Issue]:
    if year is not None and reading.form and year not in reading.form_years:
        years = f"{min(reading.form_years)}–{max(reading.form_years)}"
        yield Issue(
            "form.not_of_the_year",
            details={"form": f"{reading.form} ({years})", "year": str(year)},
        )
