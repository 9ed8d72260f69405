"""``write_report`` as others call it."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from kc_pipeline.errors import UnknownPhase, UsageError
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.paths import Project
from kc_pipeline.report.writing import write_report
from tests.small_phase import HOME, Outcome


@pytest.fixture
def project(sample: Outcome, tmp_path: Path) -> Project:
    """The published sample in a warehouse of its own."""
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    (warehouse / "khuyen_cong.duckdb").symlink_to(sample.project.published)
    return Project(home=HOME, raw=sample.project.raw, warehouse=warehouse)


def test_a_second_run_writes_the_same_bytes(project: Project) -> None:
    first = write_report(project, "2014-2018", ["docx", "html", "md"])
    folder = project.reports / "2014-2018"
    assert first.paths == tuple(
        folder / name
        for name in (
            "bao-cao-2014-2018.docx",
            "bao-cao-2014-2018.html",
            "bao-cao-2014-2018.md",
            "figures.csv",
            "manifest.json",
        )
    )
    assert first.equal == first.published > 0
    before = {path: path.read_bytes() for path in first.paths}
    assert write_report(project, "2014-2018", ["docx", "html", "md"]) == first
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_manifest_names_what_it_was_made_from(project: Project) -> None:
    *files, manifest = write_report(project, "2014-2018", ["md"]).paths
    told = json.loads(manifest.read_text(encoding="utf-8"))
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert told["files"] == hashes
    assert told["phase"] == "2014-2018"
    assert told["reconciliation"]["equal"] == 57
    assert len(told["submissions"]) == 45
    for sent in told["submissions"]:
        assert hash_submission(project.raw / sent["path"]) == sent["sha256"]


def test_the_figures_are_written_exactly(project: Project, sample: Outcome) -> None:
    paths = write_report(project, "2014-2018", []).paths
    assert [path.name for path in paths] == ["figures.csv", "manifest.json"]
    with paths[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {row["figure"]: row["value"] for row in rows}
    assert told["s1.vocational.support"] == "195.88"
    assert told["s2.outcome.enterprises"] == "0"
    assert list(rows[0]) == ["figure", "label_vi", "value", "unit"]
    ((count,),) = sample.rows("select count(*) from assessment.figures where phase = '2014-2018'")
    assert len(rows) == count


def test_what_cannot_be_meant_writes_nothing(project: Project) -> None:
    with pytest.raises(UsageError, match="no format pdf: there are docx, html, xlsx, md"):
        write_report(project, "2014-2018", ["md", "pdf"])
    with pytest.raises(UnknownPhase):
        write_report(project, "mai sau", ["md"])
    assert not project.reports.exists()
