"""What a reader may look up beside the text of a report: what a number tells, and a project.

Where the cells behind a number are is said by ``model.Evidence``.
"""

from dataclasses import dataclass

from kc_pipeline.report.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Definition:
    """What a printed number tells: label, unit, what is counted, in which slice, how complete.

    ``about`` is empty where the label says it all; without a coverage it does not depend on what
    was reported. ``read_from`` are the lists it is read from where no cells are behind it.
    """

    label: str
    unit: str
    about: str
    scope: tuple[tuple[str, str], ...]
    coverage: Coverage | None
    read_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project as one looks it up: what is known of it, and the rows that tell of it.

    ``facts`` are titles with texts; ``rows`` are path, sheet and row number.
    """

    code: str
    title: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, int], ...]
