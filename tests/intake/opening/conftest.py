"""Writing files part by part, and opening what must be refused."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening import DEFAULT, Limits, open_submission

Build = Callable[..., Path]
Refuse = Callable[..., UnreadableSubmission]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Writes parts into a zip and gives its path."""

    def write(parts: Mapping[str, str | bytes], name: str = "submission.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        return path

    return write


@pytest.fixture
def refused() -> Refuse:
    """Opens what must be refused and gives the refusal."""

    def open_it(path: Path, limits: Limits = DEFAULT) -> UnreadableSubmission:
        with pytest.raises(UnreadableSubmission) as caught:
            open_submission(path, limits)
        return caught.value

    return open_it
