"""The warehouse holds what each version of a report changed, value by value."""

from pathlib import Path

import pytest

from tests.small_phase import MILLION, Outcome, Province, project, report

COLUMNS = "table_name, project_code, column_name, change, old_cell, old_value, new_cell, new_value"


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A report, its correction, the same correction again, and a report never corrected."""
    province = Province(tmp_path_factory.mktemp("corrected"))
    province.send(report("061", 2016, project("A"), project("B")))
    second = report("061", 2016, project("NEW"), project("A", spent_vnd=12 * MILLION), version=2)
    province.send(second, "2016/061 lan 2.xlsx")
    copy = Path(province.raw, "2016/061 lan 2 - copy.xlsx")
    copy.write_bytes(Path(province.raw, "2016/061 lan 2.xlsx").read_bytes())
    province.send(report("062", 2016, project("C")))
    return province.consolidate()


def test_every_version_is_kept_with_its_fate(corrected: Outcome) -> None:
    assert corrected.statuses() == {
        "2016/061 lan 2 - copy.xlsx": ["duplicate"],
        "2016/061 lan 2.xlsx": ["accepted"],
        "2016/061.xlsx": ["superseded"],
        "2016/062.xlsx": ["accepted"],
    }


def test_what_changed_stands_with_both_cells(corrected: Outcome) -> None:
    changed = corrected.rows(
        f"select {COLUMNS} from quality.version_changes where change = 'changed' order by change_no"
    )

    assert changed == [
        ("cover", None, "version", "changed", "B6", "1", "B6", "2"),
        ("projects", "A", "spent_vnd", "changed", "L4", "10000000", "L5", "12000000"),
    ]


def test_rows_put_in_and_left_out_are_told_value_by_value(corrected: Outcome) -> None:
    found = corrected.rows(
        "select change, project_code, column_name from quality.version_changes "
        "where change <> 'changed' and column_name in ('project_code', 'spent_vnd') order by all"
    )

    assert found == [
        ("added", "NEW", "project_code"),
        ("added", "NEW", "spent_vnd"),
        ("removed", "B", "project_code"),
        ("removed", "B", "spent_vnd"),
    ]


def test_changes_belong_to_the_version_and_its_predecessor(corrected: Outcome) -> None:
    paths = corrected.rows(
        "select distinct s.path, p.path from quality.version_changes as c "
        "join quality.submissions as s using (submission_id) "
        "join quality.submissions as p on c.predecessor_id = p.submission_id"
    )

    assert paths == [("2016/061 lan 2.xlsx", "2016/061.xlsx")]
