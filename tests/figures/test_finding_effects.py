"""How much a finding may move the figures of a phase: rows held back, warnings, lost files."""

from decimal import Decimal

import pytest

from kc_pipeline.figures.finding_effects import RankedFinding, ranked_findings
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.schemas.models import tables
from tests.small_phase import MILLION, Outcome, Province, project, report, training

Effects = dict[str, Decimal | None]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One report with a fault of each kind, and one that is no workbook."""
    province = Province(tmp_path_factory.mktemp("effects"))
    province.send(
        report(
            "061",
            2016,
            project("OVER", planned_vnd=10 * MILLION, spent_vnd=30 * MILLION),
            project("CODE", status="unheard of", spent_vnd=70 * MILLION),
            project("TWOWAYS", spent_vnd="1,140"),
            training("SCHOOL", spent_vnd=5 * MILLION),
            training_classes=(
                {"project_code": "SCHOOL", "class_name": "Lớp may", "trainees": 30, "women": 41},
            ),
            technology_supports=(
                {"project_code": "CODE", "establishment": "HTX Lũy", "support_vnd": 70 * MILLION},
                {"project_code": "NOBODY", "establishment": "HTX Hoan", "support_vnd": MILLION},
            ),
        )
    )
    (province.raw / "2017").mkdir(parents=True)
    (province.raw / "2017" / "062.xlsx").write_bytes(b"no workbook at all")
    return province.consolidate()


@pytest.fixture(scope="module")
def found(faulty: Outcome) -> list[RankedFinding]:
    """The findings of the phase; what is published stays as it is."""
    before = faulty.project.published.read_bytes()
    ranked = _ranked(faulty, "2014-2018")
    assert faulty.project.published.read_bytes() == before
    return ranked


def _ranked(outcome: Outcome, phase: str) -> list[RankedFinding]:
    with open_assessment(outcome.project, phase) as opened:
        return ranked_findings(opened, tables())


def _effects(found: list[RankedFinding], code: str) -> list[Effects]:
    return [{e.figure.name: e.at_most for e in f.effects} for f in found if f.code == code]


def test_a_row_held_back_touches_what_it_would_add(found: list[RankedFinding]) -> None:
    (status, *_) = [e for e in _effects(found, "required.unknown_code") if e]
    assert status["overview.support"] == Decimal(70)
    assert status["overview.support.local"] == Decimal(70)
    assert status["s3.machinery.support"] == Decimal(70)
    assert status["s3.machinery.projects"] == Decimal(1)
    assert not [name for name in status if name.endswith(".national") or name.startswith("s1")]


def test_a_value_that_cannot_be_read_has_an_unknown_effect(found: list[RankedFinding]) -> None:
    (ambiguous,) = _effects(found, "required.ambiguous_number")
    assert ambiguous["s3.machinery.support"] is None
    assert ambiguous["s3.machinery.projects"] == Decimal(1)


def test_a_held_detail_row_touches_the_figures_of_details_only(found: list[RankedFinding]) -> None:
    (women,) = _effects(found, "training_classes.women_above_trainees")
    assert women["s1.vocational.trainees"] == Decimal(30)
    assert "s1.vocational.projects" not in women
    (held,) = _effects(found, "detail.project_held_back")
    assert held["s3.machinery.beneficiaries"] == Decimal(1)


def test_a_warning_touches_what_its_row_contributes(found: list[RankedFinding]) -> None:
    (over,) = _effects(found, "projects.spent_beyond_plan")
    assert (over["overview.support"], over["s3.machinery.projects"]) == (Decimal(30), Decimal(1))


def test_what_nobody_can_tell_is_said_to_be_unknown(found: list[RankedFinding]) -> None:
    unknown = {f.code: f.effects for f in found if f.is_unknown}
    assert unknown == {"file.mislabelled": (), "detail.project_unknown": ()}


def test_the_unknown_comes_first_then_the_most_money(found: list[RankedFinding]) -> None:
    known = [f.money for f in found if not f.is_unknown]
    assert [f.is_unknown for f in found] == sorted((f.is_unknown for f in found), reverse=True)
    assert known == sorted(known, reverse=True)
    assert known[0] == Decimal(70)


def test_another_range_of_years_has_its_own_findings(faulty: Outcome) -> None:
    assert {f.path for f in _ranked(faulty, "2017-2017")} == {"2017/062.xlsx"}
    assert _ranked(faulty, "2011-2012") == []
