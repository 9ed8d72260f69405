"""The hash that is a submission's identity: of a file's bytes, or of a folder's CSV files.

Nothing is opened as a workbook and nothing heavy is loaded: this is all that a look at an unchanged
raw/ takes.
"""

import hashlib
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission


def hash_submission(path: Path) -> str:
    """The SHA-256 of a file's bytes; of a folder, over the names and bytes of its CSV files.

    Each of those counts as its name, a NUL, its length in eight bytes and its bytes, in order of
    name. Raises ``file.leads_out`` for a link out of the folder, `OSError` as reading does.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    digest = hashlib.sha256()
    for file_path in csv_files(path):
        data = file_path.read_bytes()
        digest.update(file_path.name.encode() + b"\0" + len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def csv_files(folder: Path) -> list[Path]:
    """The folder's CSV files in order of name; raises ``file.leads_out`` for a link out of it."""
    inside = folder.resolve()
    files = [
        path
        for path in folder.iterdir()
        if path.suffix.casefold() == ".csv" and not path.name.startswith((".", "~$"))
    ]
    for path in files:
        if not path.resolve().is_relative_to(inside):
            raise UnreadableSubmission("file.leads_out", path.name)
    return sorted((path for path in files if path.is_file()), key=lambda path: path.name)
