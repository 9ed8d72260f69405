from kc_pipeline.comparing.readings import FieldChange, Side, compare_readings
from kc_pipeline.comparing.rows import Kind
from kc_pipeline.intake.reading import CoverFact, ReadCell, Reading, ReadRow


def reading(version: str, *rows: ReadRow) -> Reading:
    cover = (CoverFact("version", version, "Thông tin chung", "B4", version),)
    return Reading("KC-2016", (2016,), cover, (), rows, ())


def row(number: int, **values: tuple[str, str | None]) -> ReadRow:
    cells = tuple(
        ReadCell(name, f"{letter}{number}", raw, value)
        for letter, (name, (raw, value)) in zip("ABC", values.items(), strict=False)
    )
    return ReadRow("projects", "Biểu 01", number, cells)


def test_every_value_that_differs_is_told_with_both_cells() -> None:
    old = reading("1", row(5, project_code=("A", "A"), spent_vnd=("1,5", "1500000")))
    new = reading("2", row(7, project_code=("A", "A"), spent_vnd=("1,6", "1600000")))
    assert compare_readings(old, new) == (
        FieldChange(
            Kind.CHANGED,
            "cover",
            None,
            "version",
            Side("Thông tin chung", "B4", "1", "1"),
            Side("Thông tin chung", "B4", "2", "2"),
        ),
        FieldChange(
            Kind.CHANGED,
            "projects",
            "A",
            "spent_vnd",
            Side("Biểu 01", "B5", "1,5", "1500000"),
            Side("Biểu 01", "B7", "1,6", "1600000"),
        ),
    )


def test_the_same_rows_elsewhere_on_the_sheet_are_no_change() -> None:
    old = reading("1", row(5, project_code=("A", "A")), row(6, project_code=("B", "B")))
    new = reading("1", row(9, project_code=("B", "B")), row(8, project_code=("A", "A")))
    assert compare_readings(old, new) == ()


def test_an_added_row_is_told_value_by_value() -> None:
    new = reading("1", row(5, project_code=("A", "A"), title=("Lớp", "Lớp")))
    assert compare_readings(reading("1"), new) == (
        FieldChange(
            Kind.ADDED, "projects", "A", "project_code", None, Side("Biểu 01", "A5", "A", "A")
        ),
        FieldChange(
            Kind.ADDED, "projects", "A", "title", None, Side("Biểu 01", "B5", "Lớp", "Lớp")
        ),
    )


def test_an_unreadable_value_counts_as_it_stands() -> None:
    old = reading("1", row(5, project_code=("A", "A"), spent_vnd=("khoảng 5", None)))
    new = reading("1", row(5, project_code=("A", "A"), spent_vnd=("khoảng 6", None)))
    (change,) = compare_readings(old, new)
    assert (change.old, change.new) == (
        Side("Biểu 01", "B5", "khoảng 5", "khoảng 5"),
        Side("Biểu 01", "B5", "khoảng 6", "khoảng 6"),
    )


def test_running_numbers_are_no_change() -> None:
    old = reading("1", row(5, project_code=("A", "A"), serial=("1", "1")))
    new = reading("1", row(6, project_code=("A", "A"), serial=("2", "2")))
    assert compare_readings(old, new) == ()
