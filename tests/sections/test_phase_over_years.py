"""Shares and distinct counts of a small phase over several years."""

from decimal import Decimal

import pytest

from tests.sections.detail_rows import lesson, supported
from tests.small_phase import (
    MILLION,
    Outcome,
    consolidated,
    project,
    report,
    startup,
)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The same establishments year after year; classes of which little is told."""
    return consolidated(
        tmp_path_factory.mktemp("years"),
        report(
            "061",
            2014,
            startup("CLASS"),
            project("A"),
            project("S", status="stopped", funding="national"),
            training_classes=[lesson("CLASS", 30)],
            technology_supports=[
                supported("A", "HTX Một"),
                supported("A", "HTX Hai"),
                supported("S", "HTX Ba"),
            ],
            plan_national_vnd=50 * MILLION,
        ),
        report("061", 2015, project("B"), technology_supports=[supported("B", "HTX MỘT")]),
        report("TTKC", 2016, project("C"), technology_supports=[supported("C", "Hợp tác xã Một")]),
        report(
            "061",
            2019,
            startup("CLASS-19"),
            training_classes=[lesson("CLASS-19", 3, households_registered=1)],
        ),
    )


def test_a_share_of_something_is_0_without_a_part_and_never_rounded(years: Outcome) -> None:
    shares = ("s2.outcome.household_share", "overview.execution_share.national")
    assert years.figures("2014-2018", *shares) == dict.fromkeys(shares, 0)
    assert years.figures("2019-2020", *shares) == {
        shares[0]: Decimal("33.333333"),
        shares[1]: None,
    }


def test_establishments_are_counted_over_the_whole_slice(years: Outcome) -> None:
    found = years.rows(
        "select year, unit_code, beneficiaries from sections.section_3_technology "
        "where phase = '2014-2018' and funding is null and activity is null and delivery is null "
        "order by all nulls last"
    )
    assert found == [
        (2014, "061", 2),
        (2014, None, 2),
        (2015, "061", 1),
        (2015, None, 1),
        (2016, "TTKC", 1),
        (2016, None, 1),
        (None, "061", 2),
        (None, "TTKC", 1),
        (None, None, 2),
    ]
    name = "s3.machinery.beneficiaries"
    assert years.figures("2014-2018", name) == {name: 2}
