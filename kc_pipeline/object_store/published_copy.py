"""The published file taken to an object store or a share: the file first, then what points to it.

``snapshots/ID.duckdb`` is written under a name of its own and never again; ``current.json`` is
replaced when all of it is there. Whoever reads the pointer first gets a whole file. Older files are
left to the rules of the store: somebody may still be reading them.
"""

import json
from dataclasses import asdict, dataclass

from kc_pipeline.intake.content_hash import hash_submission
from kc_pipeline.looking.upload_record import record_upload
from kc_pipeline.object_store.remote_folder import RemoteFolder
from kc_pipeline.paths import Project
from kc_pipeline.warehouse.publishing import Snapshot, snapshots

POINTER = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the pointer says: the file below the URL, its length in bytes and its SHA-256."""

    snapshot: str
    file: str
    size_bytes: int
    sha256: str


def upload_published(project: Project) -> Pointer | None:
    """Take the current snapshot there; None where none is asked for or nothing is published.

    Raises ConnectionError where it cannot be written: readers then go on with the one before.
    """
    current = next((kept for kept in snapshots(project.warehouse) if kept.is_current), None)
    if project.publish_url is None or current is None:
        return None
    pointer = _pointer(current)
    remote = RemoteFolder(project.publish_url)
    held = remote.listed("snapshots").get(current.path.name)
    if held is None or held.size != pointer.size_bytes:
        remote.put({pointer.file: current.path})
    remote.put_bytes(POINTER, json.dumps(asdict(pointer), indent=1).encode())
    record_upload(project, current.id)
    return pointer


def _pointer(snapshot: Snapshot) -> Pointer:
    return Pointer(
        snapshot=snapshot.id,
        file=f"snapshots/{snapshot.path.name}",
        size_bytes=snapshot.size_bytes,
        sha256=hash_submission(snapshot.path),
    )
