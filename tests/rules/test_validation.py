"""Rows of all submissions, checked in one call a table."""

from datetime import date, datetime

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kc_pipeline.rules.finding import Issue
from kc_pipeline.rules.places import CellText, RowIssue, RowPlace
from kc_pipeline.rules.validation import frame_from_arrow, validate
from kc_pipeline.schemas.projects import Projects
from kc_pipeline.schemas.training_classes import TrainingClasses
from tests.rules.row_examples import ShownCells, arrow_of, frame_of, row_of

CLASS = row_of(TrainingClasses, {})
PLACE = RowPlace("s", "Biểu 2", 5)


def test_money_beyond_what_floats_hold_stays_exact() -> None:
    amount = 2**53 + 1
    rows = row_of(Projects, {"spent_vnd": amount}), row_of(Projects, {"spent_vnd": None})
    frame = frame_of(Projects, *rows)
    assert frame["spent_vnd"].tolist() == [amount, pd.NA]


def test_each_kind_has_its_type() -> None:
    types = frame_of(TrainingClasses, CLASS).dtypes.astype(str)
    assert types[["class_name", "trainees", "starts_on"]].tolist() == [
        "string",
        "Int64",
        "datetime64[us]",
    ]


def test_other_columns_and_other_integer_types_are_taken() -> None:
    table = arrow_of(TrainingClasses, CLASS).append_column("year", pa.array([2014]))
    place = table.schema.get_field_index("trainees")
    narrow = table.set_column(place, "trainees", table.column(place).cast(pa.int32()))
    frame = frame_from_arrow(narrow, TrainingClasses)
    assert validate(TrainingClasses, frame, {0: PLACE}, ShownCells(TrainingClasses, CLASS)) == []


def test_an_empty_table_has_no_issues() -> None:
    frame = frame_from_arrow(arrow_of(Projects), Projects)
    assert validate(Projects, frame, {}, ShownCells(Projects, {})) == []


def test_issues_come_at_their_cells_in_the_order_of_rows_and_columns() -> None:
    bad = row_of(TrainingClasses, {"class_name": None, "women": 31, "ends_on": date(2014, 4, 1)})
    noticed = validate(
        TrainingClasses,
        frame_of(TrainingClasses, CLASS, bad),
        {0: PLACE, 1: RowPlace("s", "Biểu 2", 6)},
        ShownCells(TrainingClasses, bad),
    )
    assert [(n.row_id, n.row.row_no, n.issue.code, n.issue.cell) for n in noticed] == [
        (1, 6, "value.missing", "B6"),
        (1, 6, "training_classes.ends_before_starts", "F6"),
        (1, 6, "training_classes.women_above_trainees", "H6"),
    ]


def test_an_issue_brings_what_its_message_needs() -> None:
    bad = row_of(TrainingClasses, {"women": 31})
    cells = ShownCells(TrainingClasses, bad)
    noticed = validate(TrainingClasses, frame_of(TrainingClasses, bad), {0: PLACE}, cells)
    details = {
        "heading": "Số học viên nữ",
        "women": "31",
        "women_cell": "H5",
        "trainees": "30",
        "trainees_cell": "G5",
    }
    issue = Issue("training_classes.women_above_trainees", "Biểu 2", "H5", 5, "31", details)
    assert noticed == [RowIssue(PLACE, issue, 0)]


def test_a_value_whose_error_is_reported_is_not_missing_besides() -> None:
    bad = row_of(TrainingClasses, {"class_name": None, "trainees": None})
    noticed = validate(
        TrainingClasses,
        frame_of(TrainingClasses, bad),
        {0: PLACE},
        ShownCells(TrainingClasses, bad),
        {("s", "Biểu 2", "G5"), ("other", "Biểu 2", "B5")},
    )
    assert [n.issue.cell for n in noticed] == ["B5"]


def test_an_error_in_a_group_row_leaves_each_row_its_own() -> None:
    def in_group_row(row: RowPlace, column: str) -> CellText:
        return CellText("A2" if column == "content_no" else f"B{row.row_no}", None)

    bad = row_of(Projects, {"content_no": None})
    noticed = validate(
        Projects, frame_of(Projects, bad), {0: PLACE}, in_group_row, {("s", "Biểu 2", "A2")}
    )
    assert [(n.issue.code, n.issue.cell, n.issue.row_no) for n in noticed] == [
        ("value.missing", "A2", 5)
    ]


def test_the_unreadable_amount_of_a_completed_project_is_reported_once() -> None:
    bad = row_of(Projects, {"spent_vnd": None})
    cells, held = ShownCells(Projects, bad), {("s", "Biểu 2", "K5")}
    assert validate(Projects, frame_of(Projects, bad), {0: PLACE}, cells, held) == []


def test_a_column_that_its_sheet_lacks_is_not_missed_row_by_row() -> None:
    bad = row_of(TrainingClasses, {"class_name": None, "trainees": None})
    noticed = validate(
        TrainingClasses,
        frame_of(TrainingClasses, bad, bad),
        {0: PLACE, 1: RowPlace("s", "Biểu 2b", 5)},
        ShownCells(TrainingClasses, bad),
        not_there={("s", "Biểu 2", "trainees"), ("other", "Biểu 2", "class_name")},
    )
    assert [(n.row.sheet, n.issue.cell) for n in noticed] == [
        ("Biểu 2", "B5"),
        ("Biểu 2b", "B5"),
        ("Biểu 2b", "G5"),
    ]


@pytest.mark.parametrize("wrong", [{"spent_vnd": -1, "planned_vnd": -5}, {"planned_vnd": -5}])
def test_a_value_in_error_draws_no_warning_besides(wrong: dict[str, object]) -> None:
    bad = row_of(Projects, wrong)
    noticed = validate(Projects, frame_of(Projects, bad), {0: PLACE}, ShownCells(Projects, bad))
    assert {n.issue.code for n in noticed} == {"money.negative"}
    assert len(noticed) == len(wrong)


def test_a_frame_of_another_shape_is_the_callers_fault() -> None:
    frame = frame_of(TrainingClasses, CLASS)
    cells = ShownCells(TrainingClasses, CLASS)
    for wrong in (
        frame.drop(columns="trade"),
        frame.assign(more=1),
        frame.assign(trainees="thirty"),
    ):
        with pytest.raises(ValueError, match="TrainingClasses"):
            validate(TrainingClasses, wrong, {0: PLACE}, cells)


def test_a_time_of_day_is_no_fault_of_a_day() -> None:
    table = arrow_of(TrainingClasses, CLASS)
    place = table.schema.get_field_index("starts_on")
    times = pa.array([datetime(2014, 5, 1, 8)], pa.timestamp("ms"))  # noqa: DTZ001  # days have no zone
    frame = frame_from_arrow(table.set_column(place, "starts_on", times), TrainingClasses)
    assert str(frame["starts_on"].dtype) == "datetime64[us]"


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 50), st.none() | st.integers(-5, 60)), max_size=20))
def test_exactly_the_rows_at_fault_are_reported(numbers: list[tuple[int, int | None]]) -> None:
    rows = [row_of(TrainingClasses, {"trainees": t, "women": w}) for t, w in numbers]
    noticed = validate(
        TrainingClasses,
        frame_of(TrainingClasses, *rows),
        {n: RowPlace("s", "Biểu 2", n + 5) for n in range(len(rows))},
        ShownCells(TrainingClasses, CLASS),
    )
    expected = [
        (n, "count.negative" if w < 0 else "training_classes.women_above_trainees")
        for n, (t, w) in enumerate(numbers)
        if w is not None and (w < 0 or w > t)
    ]
    assert [(issue.row_id, issue.issue.code) for issue in noticed] == expected
