"""Every rule over one row has a row that passes and one that fails; one without fails here."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kc_pipeline.rules.catalogue import load_catalogue
from kc_pipeline.rules.places import RowPlace
from kc_pipeline.rules.row_rule import row_rules
from kc_pipeline.rules.validation import validate
from kc_pipeline.schemas.cluster_works import ClusterWorks
from kc_pipeline.schemas.fair_booths import FairBooths
from kc_pipeline.schemas.form_table import FormTable
from kc_pipeline.schemas.models import MODELS
from kc_pipeline.schemas.projects import Projects
from kc_pipeline.schemas.selected_products import SelectedProducts
from kc_pipeline.schemas.technology_supports import TechnologySupports
from kc_pipeline.schemas.training_classes import TrainingClasses
from tests.rules.row_examples import COMPLETE, ShownCells, Values, frame_of, row_of

CATALOGUE = load_catalogue(Path(__file__).parents[2] / "assets")


@dataclass(frozen=True)
class Example:
    """A row that passes, though barely, and one that fails, with the cell of the finding."""

    model: type[FormTable]
    passes: Values
    fails: Values
    cell: str


EXAMPLES = {
    "projects.spent_missing": Example(
        Projects,
        {"spent_vnd": None, "delivery": "partner"},
        {"spent_vnd": None, "status": "adjusted"},
        "K5",
    ),
    "projects.spent_beyond_plan": Example(
        Projects, {"spent_vnd": 120_000_000}, {"spent_vnd": 120_000_001}, "K5"
    ),
    "projects.accepted_on_missing": Example(
        Projects, {"accepted_on": None, "status": "in_progress"}, {"accepted_on": None}, "O5"
    ),
    "projects.accepted_before_approved": Example(
        Projects, {"accepted_on": date(2016, 3, 1)}, {"accepted_on": date(2016, 2, 29)}, "O5"
    ),
    "training_classes.women_above_trainees": Example(
        TrainingClasses, {"women": 30}, {"women": 31}, "H5"
    ),
    "training_classes.ends_before_starts": Example(
        TrainingClasses, {"ends_on": date(2014, 5, 1)}, {"ends_on": date(2014, 4, 30)}, "F5"
    ),
    "training_classes.outcomes_above_trainees": Example(
        TrainingClasses,
        {"households_registered": 12, "households_unregistered": 18},
        {"households_registered": 12, "households_unregistered": 19},
        "G5",
    ),
    "technology_supports.support_above_investment": Example(
        TechnologySupports, {"support_vnd": 200_000_000}, {"support_vnd": 200_000_001}, "G5"
    ),
    "fair_booths.closes_before_opens": Example(
        FairBooths, {"closes_on": date(2016, 9, 1)}, {"closes_on": date(2016, 8, 31)}, "E5"
    ),
    "selected_products.province_without_project": Example(
        SelectedProducts, {"project_code": None, "level": "nation"}, {"project_code": None}, "A5"
    ),
    "value.missing": Example(Projects, {"note": None}, {"title": None}, "B5"),
    "count.negative": Example(TrainingClasses, {"women": 0}, {"women": -1}, "H5"),
    "money.negative": Example(Projects, {"counterpart_vnd": 0}, {"counterpart_vnd": -1}, "L5"),
    "required.unknown_code": Example(Projects, {"content_no": 9}, {"content_no": 10}, "C5"),
}
OF_FIELDS = {"value.missing", "count.negative", "money.negative", "required.unknown_code"}


def _noticed(model: type[FormTable], row: Values) -> list[tuple[str, str | None]]:
    places = {0: RowPlace("s", "Biểu", 5)}
    issues = validate(model, frame_of(model, row), places, ShownCells(model, row))
    return [(issue.issue.code, issue.issue.cell) for issue in issues]


def test_every_row_rule_has_its_examples() -> None:
    declared = {marked.rule.code for model in MODELS for marked in row_rules(model)}
    assert set(EXAMPLES) == declared | OF_FIELDS


@pytest.mark.parametrize("model", MODELS)
def test_a_complete_row_passes_every_rule(model: type[FormTable]) -> None:
    assert _noticed(model, COMPLETE[model]) == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_row_passes(code: str) -> None:
    example = EXAMPLES[code]
    assert _noticed(example.model, row_of(example.model, example.passes)) == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_row_fails_at_its_cell(code: str) -> None:
    example = EXAMPLES[code]
    assert _noticed(example.model, row_of(example.model, example.fails)) == [(code, example.cell)]


@pytest.mark.parametrize("code", EXAMPLES)
def test_its_message_names_the_cell_in_both_languages(code: str) -> None:
    example = EXAMPLES[code]
    row = row_of(example.model, example.fails)
    (noticed,) = validate(
        example.model,
        frame_of(example.model, row),
        {0: RowPlace("s", "Biểu", 5)},
        ShownCells(example.model, row),
    )
    finding = CATALOGUE.finding(noticed.issue, "s", "2016/a.xlsx")
    assert f"Ô {example.cell}:" in finding.message_vi
    assert f"Cell {example.cell}:" in finding.message_en
    assert "{" not in finding.message_vi + finding.message_en


def test_every_optional_value_may_be_absent() -> None:
    for model in MODELS:
        optional = [c.name for c in model.table().columns if not c.value_required]
        row = row_of(model, dict.fromkeys(optional))
        codes = {code for code, _ in _noticed(model, row)}
        told = {"projects.spent_missing", "projects.accepted_on_missing"}
        assert codes <= told | {"selected_products.province_without_project"}


def test_a_negative_measure_is_an_error_too() -> None:
    assert _noticed(ClusterWorks, row_of(ClusterWorks, {"area_ha": -0.5})) == [
        ("count.negative", "D5")
    ]
