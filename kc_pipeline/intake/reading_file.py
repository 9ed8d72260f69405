"""The tasks of the child processes: a path goes in, its reading comes out, with the cells or not.

Apart from what is done with them, so that a child loads what opening and reading need and no more.
"""

from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.opening import open_submission
from kc_pipeline.intake.reader import Reader
from kc_pipeline.intake.reading import Reading


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Opens a submission and reads it. Raises UnreadableSubmission as opening does."""

    reader: Reader

    def __call__(self, path: Path) -> Reading:
        """The reading alone."""
        return self.reader.read(open_submission(path))


@dataclass(frozen=True, slots=True)
class OpenAndRead:
    """Opens and reads it likewise."""

    reader: Reader

    def __call__(self, path: Path) -> tuple[Workbook, Reading]:
        """The opened file beside its reading."""
        workbook = open_submission(path)
        return workbook, self.reader.read(workbook)
