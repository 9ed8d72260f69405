"""Making an edition again from nothing but its folder, and comparing byte for byte."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.build_inputs import InputKind, program
from kc_pipeline.editions.manifest import KEPT, Manifest, read_manifest
from kc_pipeline.editions.rebuilding import Workshop
from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.intake.submission_archive import SubmissionArchive
from kc_pipeline.report.writing import FORMATS, write_report


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it.

    ``damaged`` are files of the edition that are gone or no longer the bytes that were frozen,
    ``differing`` the documents that came out otherwise, ``same`` those that did not.
    ``is_same_program`` tells whether the program that made it again is the one that made it.
    """

    manifest: Manifest
    damaged: tuple[str, ...]
    same: tuple[str, ...]
    differing: tuple[str, ...]
    is_same_program: bool

    @property
    def holds(self) -> bool:
        """Whether every file is whole and every document came out the same."""
        return not self.damaged and not self.differing


def verify(folder: Path, workshop: Workshop) -> Verification:
    """Verify the edition in a folder, rebuilding in the workshop.

    Where a kept input is damaged nothing is made again. Raises UsageError for a folder without a
    manifest, NotPublished where the inputs no longer give a warehouse.
    """
    manifest = read_manifest(folder)
    damaged = tuple(_damaged(folder, manifest))
    inputs_stand = not any(name.startswith(f"{KEPT}/") for name in damaged)
    made = _made_again(folder, manifest, workshop) if inputs_stand else {}
    same = tuple(name for name, sha256 in manifest.outputs.items() if made.get(name) == sha256)
    return Verification(
        manifest=manifest,
        damaged=damaged,
        same=same,
        differing=tuple(name for name in manifest.outputs if made and name not in same),
        is_same_program=tuple(program()) == manifest.of(InputKind.PROGRAM),
    )


def _made_again(folder: Path, manifest: Manifest, workshop: Workshop) -> dict[str, str]:
    """The hashes of its documents, made again."""
    rebuilt = workshop.rebuild(manifest.inputs, SubmissionArchive(folder / KEPT).find)
    formats = [f for f in FORMATS if any(name.endswith(f".{f}") for name in manifest.outputs)]
    files = write_report(
        rebuilt, manifest.phase, formats, footer=manifest.footer, with_manifest=False
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files.paths}


def _damaged(folder: Path, manifest: Manifest) -> Iterator[str]:
    for name, sha256 in manifest.outputs.items():
        if not _is_intact(folder / name, sha256):
            yield name
    kept = SubmissionArchive(folder / KEPT)
    for one in manifest.inputs:
        if one.sha256 is None or one.kind is InputKind.PROGRAM:
            continue
        copy = kept.find(one.sha256)
        if copy is None or hash_submission(copy) != one.sha256:
            yield f"{KEPT}/{one.path}"


def _is_intact(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
