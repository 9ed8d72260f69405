"""``kc findings``: what is wrong with the submissions of a phase, by its effect on the figures."""

from collections.abc import Iterator, Sequence
from itertools import islice

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kc_pipeline.cli.effects_json import effects_json
from kc_pipeline.cli.for_programs import put_out, put_out_csv
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import exactly, say, show
from kc_pipeline.feedback.severity_words import WORDS
from kc_pipeline.figures.finding_effects import Effect, RankedFinding, ranked_findings
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.paths import Project
from kc_pipeline.schemas.models import tables
from kc_pipeline.terminal_text import on_one_line
from kc_pipeline.words import Words, read_words

_FIGURES_SHOWN = 4
_COLUMNS = ("rank", "path", "sheet", "cell", "severity", "code", "figure", "at_most", "unit")


@click.command()
@click.argument("phase", metavar="FROM-TO")
@click.option("--top", type=click.IntRange(min=1), help="Only the N that may matter most.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="Table: the figures moved most; csv and json: all of them, with exact numbers.",
)
@with_project
def findings(project: Project, phase: str, *, top: int | None, form: str) -> None:
    """Show the findings of a phase by their effect on its figures.

    For a row held back: what it would add. For a warning: what its row contributes. Both are
    upper bounds, and unknown where what stands there cannot be read.
    """
    with open_assessment(project, phase) as opened:
        ranked = list(islice(ranked_findings(opened, tables()), top))
    if form == "json":
        put_out(effects_json(ranked))
    elif form == "csv":
        put_out_csv(_COLUMNS, _effects(ranked))
    else:
        words = read_words(project.assets / "report")
        show(part for n, found in enumerate(ranked, 1) for part in _lines(n, found, words))
        if not ranked:
            say(f"{phase}: không có góp ý nào")


def _effects(ranked: Sequence[RankedFinding]) -> Iterator[tuple[object, ...]]:
    """One row a finding and figure, one without figure for a finding that touches none."""
    for n, f in enumerate(ranked, 1):
        place = (n, f.path, f.sheet, f.cell, f.severity, f.code)
        for e in f.effects:
            yield *place, e.figure.name, e.at_most, e.figure.unit
        if not f.effects:
            yield *place, None, None, None


def _lines(n: int, found: RankedFinding, words: Words) -> Iterator[RenderableType]:
    place = " ".join(filter(None, (found.path, found.sheet and f"› {found.sheet}", found.cell)))
    yield Text.assemble(
        (f"{n}. {WORDS[found.severity]} ", "bold"), on_one_line(place), "  ", (found.code, "dim")
    )
    yield _indented(found.message_vi)
    for effect in found.effects[:_FIGURES_SHOWN]:
        yield _indented(
            f"· {effect.figure.label_vi}: {_at_most(effect, words)}  ({effect.figure.name})"
        )
    more = len(found.effects) - _FIGURES_SHOWN
    if more > 0:
        yield _indented(f"· và {more} chỉ tiêu khác")
    if found.is_unknown:
        yield _indented("· chưa xác định được ảnh hưởng: số liệu bị giữ lại không đọc được")
    elif not found.effects:
        yield _indented("· không ảnh hưởng đến chỉ tiêu nào của giai đoạn")


def _at_most(effect: Effect, words: Words) -> str:
    if effect.at_most is None:
        return "chưa xác định được"
    return f"nhiều nhất {exactly(effect.at_most)} {words.unit(effect.figure.unit)}"


def _indented(line: str) -> RenderableType:
    return Padding(Text(on_one_line(line)), (0, 0, 0, 3))
