"""What no end of a line may part."""

from decimal import Decimal

import pytest

from kc_pipeline.report.binding import UNBREAKABLE, bound
from kc_pipeline.report.model import Number, Run

COUNT = Number(Decimal(65), "projects", figure="overview.projects")


def _shown(*runs: Run) -> str:
    return "".join(run.text for run in bound(runs)).replace(UNBREAKABLE, "~")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nghị định số 30/2020/NĐ-CP của", "Nghị~định~số~30/2020/NĐ-CP của"),
        ("ngày 05 tháng 02 năm 2019", "ngày~05 tháng~02 năm~2019"),
        ("ngày … tháng … năm …", "ngày~… tháng~… năm~…"),
        ("giai đoạn 2014-2018, tại Phụ lục II", "giai đoạn~2014-2018, tại Phụ~lục~II"),
        ("kinh phí 2.118,5 triệu đồng", "kinh phí 2.118,5~triệu đồng"),
        ("năm nào cũng có một số cơ sở", "năm nào cũng có một số cơ sở"),
    ],
)
def test_what_belongs_together_is_bound(text: str, shown: str) -> None:
    assert _shown(Run(text)) == shown


def test_a_count_is_bound_to_its_unit_and_stays_a_number() -> None:
    runs = bound((Run("hoàn thành "), Run("65", COUNT), Run(" đề án năm "), Run("2016")))
    assert runs == (
        Run("hoàn thành "),
        Run("65", COUNT),
        Run(f"{UNBREAKABLE}đề án năm{UNBREAKABLE}"),
        Run("2016"),
    )


def test_an_amount_is_bound_to_the_first_word_of_its_unit_only() -> None:
    amount = Number(Decimal("2118.5"), "million VND", figure="s3.machinery.support")
    assert _shown(Run("2.118,5 triệu đồng", amount), Run(" từ nguồn")) == (
        "2.118,5~triệu đồng từ nguồn"
    )
    share = Number(Decimal(40), "percent", figure="s2.outcome.household_share")
    assert _shown(Run("40%", share), Run(" học viên")) == "40% học viên"
