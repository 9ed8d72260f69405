import pytest

from kc_pipeline.comparing.rows import Kind, Row, RowChange, compare_rows

A = {"project_code": "A", "title": "Một", "spent_vnd": 10}
B = {"project_code": "B", "title": "Hai", "spent_vnd": 20}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        ([A, B], [B, A], []),
        ([A, A], [A], [RowChange(Kind.REMOVED, 1, None, ("project_code", "title", "spent_vnd"))]),
        ([A], [A | {"spent_vnd": 11}], [RowChange(Kind.CHANGED, 0, 0, ("spent_vnd",))]),
        ([A], [A | {"spent_vnd": None}], [RowChange(Kind.CHANGED, 0, 0, ("spent_vnd",))]),
        (
            [A],
            [B],
            [
                RowChange(Kind.REMOVED, 0, None, ("project_code", "title", "spent_vnd")),
                RowChange(Kind.ADDED, None, 0, ("project_code", "title", "spent_vnd")),
            ],
        ),
    ],
)
def test_changes(old: list[Row], new: list[Row], expected: list[RowChange]) -> None:
    assert list(compare_rows(old, new, "project_code")) == expected


def test_rows_of_one_project_pair_with_the_most_alike() -> None:
    old = [
        {"project_code": "A", "establishment": "Cơ sở 1", "support_vnd": 10},
        {"project_code": "A", "establishment": "Cơ sở 2", "support_vnd": 10},
    ]
    new = [
        {"project_code": "A", "establishment": "Cơ sở 2", "support_vnd": 12},
        {"project_code": "A", "establishment": "Cơ sở 1", "support_vnd": 11},
    ]
    assert list(compare_rows(old, new, "project_code")) == [
        RowChange(Kind.CHANGED, 0, 1, ("support_vnd",)),
        RowChange(Kind.CHANGED, 1, 0, ("support_vnd",)),
    ]


def test_thousands_of_rows_of_one_project_pair_in_their_order() -> None:
    old = [{"project_code": "A", "title": f"Lớp {n}"} for n in range(400)]
    new = [{"project_code": "A", "title": f"Khóa {n}"} for n in range(400)]

    assert list(compare_rows(old, new, "project_code")) == [
        RowChange(Kind.CHANGED, n, n, ("title",)) for n in range(400)
    ]
