"""Whether an edition still says what the published warehouse says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.editions.manifest import InForce, Manifest, edition_folders, read_manifest
from kc_pipeline.figures.session import Assessment, open_assessment
from kc_pipeline.paths import Project
from kc_pipeline.report.figures_file import FIGURES_FILE, figure_values, read_figures


@dataclass(frozen=True, slots=True)
class EditionStanding:
    """An edition beside what is published now.

    ``overtaken`` are its submissions that count no more, ``newer`` those that count now and are
    not in it, ``moved`` the figures that have another value by now.
    """

    folder: Path
    manifest: Manifest
    overtaken: tuple[InForce, ...]
    newer: tuple[InForce, ...]
    moved: tuple[str, ...]

    @property
    def is_stale(self) -> bool:
        """Whether anything of it was overtaken."""
        return bool(self.overtaken or self.newer or self.moved)


def standings(project: Project, published: Project | None = None) -> Iterator[EditionStanding]:
    """The standing of every edition, by phase and number.

    Beside what ``published`` has for published, by default the project itself.
    """
    for folder in edition_folders(project):
        manifest = read_manifest(folder)
        with open_assessment(published or project, manifest.phase) as opened:
            now = set(in_force(opened))
            figures = figure_values(opened)
        then = set(manifest.in_force)
        frozen = read_figures(folder / FIGURES_FILE)
        moved = [name for name in frozen | figures if frozen.get(name) != figures.get(name)]
        yield EditionStanding(
            folder=folder,
            manifest=manifest,
            overtaken=tuple(sorted(then - now)),
            newer=tuple(sorted(now - then)),
            moved=tuple(moved),
        )


def in_force(opened: Assessment) -> tuple[InForce, ...]:
    """The submissions that count in the years of an open phase."""
    found = opened.connection.execute(
        "select year, unit_code, path, sha256 from quality.submissions "
        "where status in ('accepted', 'accepted_with_findings') and year between ? and ?",
        [opened.phase.from_year, opened.phase.to_year],
    ).fetchall()
    return tuple(sorted(InForce(*row) for row in found))
