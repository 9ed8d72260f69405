"""The report as one self-contained HTML file: templates, looks and behaviour put together.

The file asks nothing of a network and runs no script but its own, which its content security
policy names by hash. Text of the data is escaped by the templates, or stands in the embedded JSON.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from kc_pipeline.html_pages.parts import palette, policy_source, templates
from kc_pipeline.report.binding import bound
from kc_pipeline.report.charts.drawing import draw
from kc_pipeline.report.html.contents import contents
from kc_pipeline.report.html.embedded import embedded
from kc_pipeline.report.html.flow import flow, head_place, link
from kc_pipeline.report.model import Chart, Report, RowKind

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def render(report: Report) -> bytes:
    """The HTML file, UTF-8; equal reports are equal bytes."""
    look, behaviour = palette() + _own("look.css"), _own("behaviour.js")
    data = embedded(report)
    written = (
        _templates()
        .get_template("page.html")
        .render(
            report=report,
            subject=" ".join(report.subject.splitlines()),
            contents=contents(report),
            # Our own files, and JSON in which nothing can close its element.
            look=Markup(look),  # noqa: S704
            behaviour=Markup(behaviour),  # noqa: S704
            data=Markup(data),  # noqa: S704
            policy=_POLICY.format(script=policy_source(behaviour), style=policy_source(look)),
        )
    )
    return written.encode()


@cache
def _templates() -> Environment:
    environment = templates(_HERE)
    environment.globals.update(
        bound=bound,
        flow=flow,
        link=link,
        drawn=_drawn,
        head_place=head_place,
        identity=id,
        GROUP=RowKind.GROUP,
        TOTAL=RowKind.TOTAL,
    )
    return environment


def _drawn(chart: Chart) -> Markup:
    """The drawing of a chart; the drawer escapes the texts in it."""
    return Markup(draw(chart))  # noqa: S704


@cache
def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
