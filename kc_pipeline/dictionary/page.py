"""The dictionary as one self-contained page: searchable, in both languages, light or dark.

It asks nothing of a network and runs no script but its own, which its policy names by hash.
"""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup, escape

from kc_pipeline.dictionary.entries import SchemaEntries
from kc_pipeline.html_pages.parts import palette, policy_source, templates

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; "
    "form-action 'none'"
)
_KINDS = {"table": "bảng · table", "view": "khung nhìn · view", "macro": "macro"}
_LONGEST_EXAMPLE = 60


def page(schemas: Sequence[SchemaEntries]) -> str:
    """The page; equal entries are equal bytes."""
    look = palette() + (_HERE / "look.css").read_text(encoding="utf-8")
    behaviour = (_HERE / "behaviour.js").read_text(encoding="utf-8")
    return (
        templates(_HERE)
        .get_template("page.html")
        .render(
            schemas=schemas,
            kinds=_KINDS,
            shortened=_shortened,
            told=_told,
            # Our own files.
            look=Markup(look),  # noqa: S704
            behaviour=Markup(behaviour),  # noqa: S704
            policy=_POLICY.format(script=policy_source(behaviour), style=policy_source(look)),
        )
    )


def _told(text: str) -> Markup:
    """A text of a header, in which names stand between backticks."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXAMPLE else f"{line[:_LONGEST_EXAMPLE].rstrip()}…"
