"""What a declared table, macro, column or check may be called."""

import re
from pathlib import Path

from kc_pipeline.errors import DeclarationError

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def is_name(text: str) -> bool:
    """Whether it is lower case letters, digits and underscores, a letter first."""
    return _NAME.fullmatch(text) is not None


def schema_and_name(path: Path) -> tuple[str, str]:
    """The schema, which is the file's folder, and the name. Raises DeclarationError for others."""
    schema, name = path.parent.name, path.stem
    for part in (schema, name):
        if not is_name(part):
            raise DeclarationError(f"{path}: {part} must be lower case letters, digits and _")
    return schema, name
