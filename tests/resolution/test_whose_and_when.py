"""Whose a file is and for which year: cover first, then path; contradictions name both."""

from dataclasses import replace
from datetime import date

import pytest

from kc_pipeline.intake.reading import CoverFact
from kc_pipeline.intake.taking_in import TakenIn
from kc_pipeline.resolution.units import Units
from kc_pipeline.resolution.whose_and_when import Identity, identify
from tests.resolution.reference import rows
from tests.resolution.submissions import EMPTY, NEW_YEAR, RUBBISH


@pytest.fixture(scope="module")
def units() -> Units:
    return Units.load(rows("units"))


def taken(path: str, **cover: str) -> TakenIn:
    """A file at that path whose cover tells those facts, in column B from row 1 on."""
    facts = tuple(
        CoverFact(name, value, "Bìa", f"B{row}", value)
        for row, (name, value) in enumerate(cover.items(), start=1)
    )
    folder = path.split("/", maxsplit=1)[0]
    year = int(folder) if folder.isdigit() else None
    return TakenIn(path, year, NEW_YEAR, "a", replace(EMPTY, cover=facts))


def brief(identity: Identity) -> tuple[str | None, int | None, list[str]]:
    codes = [issue.code for issue in identity.issues]
    return identity.unit_code, identity.year, codes


BA_BE = {"unit": "Huyện Ba Bể", "unit_code": "061", "year": "2014"}

WHOSE = {
    "all agree": (taken("2014/061_BaBe.xlsx", **BA_BE), ("061", 2014, [])),
    "from the path alone": (taken("2014/061_BaBe.xlsx"), ("061", 2014, [])),
    "from the folder's name": (taken("2014/061 Ba Bể/bao cao.xlsx"), ("061", 2014, [])),
    "the centre's code": (taken("2014/TTKC 2014.xlsx"), ("TTKC", 2014, [])),
    "a code in small letters": (taken("2014/ttkc_2014.xlsx"), ("TTKC", 2014, [])),
    "no code but its beginning": (
        taken("2014/0612_x.xlsx"),
        (None, 2014, ["submission.unit_unknown"]),
    ),
    "from the cover alone": (taken("x.xlsx", **BA_BE), ("061", 2014, [])),
    "the name alone": (taken("2014/x.xlsx", unit="H. Ba Bể"), ("061", 2014, [])),
    "the code alone": (taken("2014/x.xlsx", unit_code="061"), ("061", 2014, [])),
    "an unknown name beside a code": (
        taken("2014/x.xlsx", unit="Huyện Không Có", unit_code="061"),
        ("061", 2014, ["cover.unreadable"]),
    ),
    "an unknown name beside a path": (
        taken("2014/061_x.xlsx", unit="Huyện Không Có"),
        ("061", 2014, ["cover.unreadable"]),
    ),
    "an unknown name alone": (
        taken("2014/x.xlsx", unit="Huyện Không Có"),
        (None, 2014, ["submission.unit_unknown"]),
    ),
    "no year": (taken("x.xlsx", unit_code="061"), (None, None, ["submission.year_unknown"])),
    "the town before it was a city": (
        taken("2014/x.xlsx", unit="TX Bắc Kạn"),
        ("058", 2014, []),
    ),
    "its later name": (taken("2014/x.xlsx", unit="Thành phố Bắc Kạn"), ("058", 2014, [])),
    "a form of another time": (
        taken("2017/061.xlsx", **{**BA_BE, "year": "2017"}),
        ("061", 2017, ["form.not_of_the_year"]),
    ),
}


@pytest.mark.parametrize(("file", "expected"), WHOSE.values(), ids=WHOSE)
def test_whose_and_when(
    units: Units, file: TakenIn, expected: tuple[str | None, int | None, list[str]]
) -> None:
    assert brief(identify(file, units)) == expected


CONTRADICTIONS = {
    "years": (
        taken("2015/061.xlsx", **BA_BE),
        ("submission.year_contradiction", "B3", {"from_cover": "2014", "from_path": "2015"}),
    ),
    "cover and path": (
        taken("2014/062_x.xlsx", **BA_BE),
        (
            "submission.unit_contradiction",
            "B2",
            {"from_cover": "Huyện Ba Bể (061)", "from_path": "Huyện Ngân Sơn (062)"},
        ),
    ),
    "name and code": (
        taken("2014/061.xlsx", unit="Huyện Ngân Sơn", unit_code="061"),
        (
            "submission.unit_name_and_code_disagree",
            "B2",
            {"name": "Huyện Ngân Sơn", "name_cell": "B1", "code": "061"},
        ),
    ),
}


@pytest.mark.parametrize(("file", "expected"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_names_both(
    units: Units, file: TakenIn, expected: tuple[str, str, dict[str, str]]
) -> None:
    identity = identify(file, units)
    assert identity.unit_code is None
    [issue] = identity.issues
    assert (issue.code, issue.cell, dict(issue.details)) == expected


def test_the_rest_of_the_cover(units: Units) -> None:
    told = identify(taken("2014/061.xlsx", version="2", reported_on="2015-01-09"), units)
    assert (told.version, told.reported_on) == (2, date(2015, 1, 9))
    silent = identify(taken("2014/061.xlsx"), units)
    assert (silent.version, silent.reported_on) == (1, None)


def test_an_unreadable_file_is_whose_its_path_tells(units: Units) -> None:
    file = TakenIn("2014/061_x.xlsx", 2014, NEW_YEAR, "a", RUBBISH)
    assert identify(file, units) == Identity("061", 2014, 1, None, ())
