"""Rows and cells staged part by part are those staged at once; a staged cell is found again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from kc_pipeline.errors import NotPublished
from kc_pipeline.intake.reading import CoverFact, ReadCell, Reading, ReadRow, SheetReading
from kc_pipeline.intake.reading_store import ReadingStore
from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.rules.places import CellText, RowPlace
from kc_pipeline.staging import tables
from kc_pipeline.staging.rows import rows_and_cells
from kc_pipeline.staging.staged_cells import StagedCells
from kc_pipeline.warehouse.build import load_in_parts, load_inputs
from kc_pipeline.warehouse.connection import connect
from tests.resolution.submissions import EMPTY, file

SHEET = "Biểu 01"


def row(number: int, *cells: tuple[str, str, str | None]) -> ReadRow:
    return ReadRow(
        "projects", SHEET, number, tuple(ReadCell(c, a, v or "?", v) for c, a, v in cells)
    )


def reading(*rows: ReadRow) -> Reading:
    return replace(
        EMPTY,
        rows=rows,
        cover=(CoverFact("plan_local_vnd", "7", "Bìa", "C9", "7 đồng"),),
        sheets=(SheetReading(SHEET, "projects", len(rows), (), {"title": "C", "year": "AB"}),),
    )


READINGS = (
    reading(row(5, ("title", "C5", "a"), ("extra:x", "D5", None)), row(6, ("title", "C6", "b"))),
    reading(),
    reading(row(6, ("title", "C6", "c"), ("title", "E6", "d"))),
    reading(row(6, ("title", "C6", "e"))),
)


@pytest.fixture
def submissions(tmp_path: Path) -> list[Submission]:
    """Four reports, the first kept on disk and the third a duplicate."""
    store = ReadingStore(tmp_path)
    kept = store.keep("0", READINGS[0])
    found: list[Submission] = []
    for number, read in enumerate((kept, *READINGS[1:])):
        taken, identity = file(str(number))
        standing = Standing.DUPLICATE if number == 2 else Standing.IN_FORCE
        found.append(Submission(f"s{number}", replace(taken, reading=read), identity, standing, ()))
    return found


def whole(parts: Iterator[Mapping[str, pa.Table]], name: str) -> list[tuple[object, ...]]:
    table = pa.concat_tables(part[name] for part in parts)
    return list(zip(*table.to_pydict().values(), strict=True))


@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_row_ids_go_on_from_part_to_part(submissions: list[Submission], at_once: int) -> None:
    assert whole(rows_and_cells(submissions, at_once), "rows") == [
        (0, "s0", "projects", SHEET, 5),
        (1, "s0", "projects", SHEET, 6),
        (2, "s3", "projects", SHEET, 6),
    ]
    assert whole(rows_and_cells(submissions, at_once), "cells") == [
        (0, "title", "C5", "a", "a"),
        (0, "extra:x", "D5", "?", None),
        (1, "title", "C6", "b", "b"),
        (2, "title", "C6", "e", "e"),
    ]


def test_no_more_is_read_than_one_part_holds(submissions: list[Submission], tmp_path: Path) -> None:
    parts = rows_and_cells([*submissions[1:], submissions[0]], 1)
    taken = [next(parts) for _ in range(3)]
    (tmp_path / "0.parquet").unlink()

    assert [part["rows"].num_rows for part in taken] == [0, 0, 1]
    with pytest.raises(NotPublished):
        next(parts)


@pytest.mark.parametrize("at_once", [1, 500])
def test_a_cell_is_found_by_row_and_column(submissions: list[Submission], at_once: int) -> None:
    submissions[2] = replace(submissions[2], standing=Standing.IN_FORCE)
    with connect(":memory:") as connection:
        load_in_parts(connection, "staging", rows_and_cells(submissions))
        load_inputs(
            connection,
            "staging",
            {
                "cover_facts": tables.cover_facts_table(submissions),
                "columns": tables.columns_table(submissions),
            },
        )
        cells = StagedCells(connection, [s.submission_id for s in submissions], at_once)

        assert cells(RowPlace("s0", SHEET, 5), "title") == CellText("C5", "a")
        assert cells(RowPlace("s2", SHEET, 6), "title") == CellText("C6", "c")
        assert cells(RowPlace("s3", SHEET, 6), "title") == CellText("C6", "e")
        assert cells(RowPlace("s1", "Bìa", 9), "plan_local_vnd") == CellText("C9", "7 đồng")
        assert cells(RowPlace("s0", SHEET, 6), "year") == CellText("AB6", None)
        assert cells(RowPlace("s0", SHEET, 6), "status") == CellText("A6", None)
        assert cells(RowPlace("elsewhere", SHEET, 6), "title") == CellText("A6", None)
