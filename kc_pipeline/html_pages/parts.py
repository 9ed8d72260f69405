"""Templates, colours and the marks of a page's policy, the same on every page of ours.

Nothing of a page asks anything of a network, and all text that is put into one is escaped.
"""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent


def templates(folder: Path) -> Environment:
    """The templates of a folder: what is put in is escaped, and what is not there raises."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def palette() -> str:
    """The colours and typefaces, light and dark, that our pages share, as CSS."""
    return (_HERE / "palette.css").read_text(encoding="utf-8")


def policy_source(text: str) -> str:
    """How a content security policy names a script or style that stands in the page."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
