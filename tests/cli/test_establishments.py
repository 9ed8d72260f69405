"""``kc establishments``, and the pairs in the published warehouse."""

import csv
import io

import pytest

from tests.cli.conftest import Kc
from tests.small_phase import MILLION, Outcome, Province, project, report


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One cooperative in two spellings, and another one."""
    province = Province(tmp_path_factory.mktemp("reviews"))
    for year, name in ((2016, "HTX Tân Thành"), (2017, "HTX Tân Thảnh")):
        code = f"ĐP-{year}-01"
        province.send(
            report(
                "061",
                year,
                project(code, commune="Xã Khang Ninh"),
                technology_supports=tuple(
                    {
                        "project_code": code,
                        "establishment": named,
                        "support_vnd": 5 * MILLION,
                        "industry": "Chế biến chè",
                    }
                    for named in (name, "HTX Hoàng Huynh")
                ),
            )
        )
    return province.consolidate()


def test_the_pair_is_published_with_its_evidence(reviewed: Outcome) -> None:
    assert reviewed.rows(
        "select name, other_name, district_code, communes, industries, years, other_years "
        "from (select * from quality.establishment_reviews)"
    ) in (
        [
            (
                "HTX Tân Thành",
                "HTX Tân Thảnh",
                "061",
                "Xã Khang Ninh",
                "Chế biến chè",
                "2016",
                "2017",
            )
        ],
        [
            (
                "HTX Tân Thảnh",
                "HTX Tân Thành",
                "061",
                "Xã Khang Ninh",
                "Chế biến chè",
                "2017",
                "2016",
            )
        ],
    )
    assert reviewed.rows("select count(*) from core.establishments") == [(3,)]


def test_the_command_names_the_figures_that_would_fall(reviewed: Outcome) -> None:
    kc = Kc(reviewed.project)
    (row,) = csv.DictReader(
        io.StringIO(kc("establishments", "2014-2018", "--review", "--format", "csv").stdout)
    )
    assert "s3.machinery.beneficiaries" in row["figures"].split("|")
    lines = kc("establishments", "2014-2018", "--review").stdout.splitlines()
    assert lines[0].startswith("1. HTX Tân Th")
    assert any("Nếu là một, giảm 1 ở" in line for line in lines)


def test_a_phase_of_one_year_loses_nothing(reviewed: Outcome) -> None:
    lines = Kc(reviewed.project)("establishments", "2016-2016", "--review").stdout.splitlines()
    assert "   Không làm thay đổi chỉ tiêu nào của giai đoạn" in lines
