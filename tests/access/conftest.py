"""The sample phase with its exports, in a warehouse folder that tests may write to."""

import os
from dataclasses import replace

import pytest

from kc_pipeline.access.exports.exporting import FORMATS, export
from tests.small_phase import Outcome


@pytest.fixture(scope="session")
def exported(sample: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The sample phase with all its exports, in a warehouse folder of its own."""
    warehouse = tmp_path_factory.mktemp("exported")
    (warehouse / "snapshots").mkdir()
    for file in (sample.project.published, *sample.project.warehouse.glob("snapshots/*")):
        os.link(file, warehouse / file.relative_to(sample.project.warehouse))
    project = replace(sample.project, warehouse=warehouse)
    export(project, FORMATS)
    return Outcome(project)
