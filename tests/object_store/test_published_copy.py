"""The published file at a URL: the file first, then the pointer, and a look that knows of it."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from kc_pipeline.looking.upload_record import is_uploaded
from kc_pipeline.object_store.published_copy import upload_published
from kc_pipeline.paths import Project, locate
from kc_pipeline.warehouse.publishing import publish, rollback


def project(folder: Path, url: Path) -> Project:
    return locate({"KC_PUBLISH": str(url), "KC_WAREHOUSE": str(folder / "warehouse")})


def published(project: Project, answer: int) -> str:
    file = project.warehouse / "private.duckdb"
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create table answers as select {answer} as answer")
    return publish(file, project.warehouse, controls={}, now=datetime.now(UTC)).id


def read(there: Path) -> int:
    """As a reader elsewhere does it: the pointer, then the file it names."""
    pointer = json.loads((there / "current.json").read_text())
    file = there / pointer["file"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == pointer["sha256"]
    assert file.stat().st_size == pointer["size_bytes"]
    with duckdb.connect(str(file), read_only=True) as connection:
        (row,) = connection.execute("select answer from answers").fetchall()
    return int(row[0])


def test_the_pointer_follows_publication_and_rollback(tmp_path: Path) -> None:
    there = tmp_path / "there"
    here = project(tmp_path, there)
    assert upload_published(here) is None
    first = published(here, 1)
    assert not is_uploaded(here, first)
    upload_published(here)
    assert (read(there), is_uploaded(here, first)) == (1, True)
    second = published(here, 2)
    (there / "snapshots" / f"{second}.duckdb").write_bytes(b"half of it")
    assert read(there) == 1
    upload_published(here)
    assert read(there) == 2
    rollback(here.warehouse, first)
    upload_published(here)
    assert (read(there), is_uploaded(here, second)) == (1, False)
    kept = {path.stem for path in (there / "snapshots").iterdir()}
    assert kept == {first, second}


def test_a_place_that_cannot_be_written_leaves_it_for_the_next_look(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("a file, no folder")
    here = project(tmp_path, tmp_path / "there")
    snapshot = published(here, 1)
    with pytest.raises(ConnectionError, match="could not be written"):
        upload_published(here)
    assert not is_uploaded(here, snapshot)
    elsewhere = project(tmp_path, tmp_path / "elsewhere")
    upload_published(elsewhere)
    assert (is_uploaded(elsewhere, snapshot), is_uploaded(here, snapshot)) == (True, False)


def test_nothing_is_uploaded_where_nobody_asks_for_it(tmp_path: Path) -> None:
    here = locate({}, warehouse=tmp_path / "warehouse")
    snapshot = published(here, 1)
    assert upload_published(here) is None
    assert is_uploaded(here, snapshot)
