"""The morning summary as one self-contained page, and as plain text for a mail.

Neither asks anything of a network; equal summaries are equal bytes. What comes from a submission is
escaped on the page and stays on its line in the text.
"""

from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from kc_pipeline.html_pages.parts import palette, policy_source, templates
from kc_pipeline.notices.notice import plain
from kc_pipeline.summary import wording
from kc_pipeline.summary.look_line import HTML_LOOK
from kc_pipeline.summary.morning import Morning
from kc_pipeline.summary.parts import EFFECTS, WAITING, parts
from kc_pipeline.terminal_text import on_one_line

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'"


def page(morning: Morning) -> str:
    """The page."""
    look = palette() + (_HERE / "page.css").read_text(encoding="utf-8")
    return (
        templates(_HERE)
        .get_template("page.html")
        .render(
            morning=morning,
            headline=wording.headline(morning),
            below_headline=wording.below_headline(morning),
            tasks=tuple(wording.to_do(morning)),
            moment=wording.moment,
            day=wording.day,
            whose=wording.whose,
            status=wording.status,
            correction=wording.correction,
            corrections=((WAITING, morning.waiting), (EFFECTS, morning.corrections)),
            value=wording.value,
            one_line=on_one_line,
            link=quote,
            # Our own files and our own mark.
            looked=Markup(HTML_LOOK.empty),  # noqa: S704
            look=Markup(look),  # noqa: S704
            policy=_POLICY.format(style=policy_source(look)),
        )
    )


def text(morning: Morning) -> str:
    """The same in short, as plain text."""
    return plain(tuple(parts(morning)))
