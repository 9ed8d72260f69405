"""Tables and numbers on standard output: drawn for a terminal, plain and unwrapped for a pipe.

Whatever a command tells goes through here, so that nothing a submission says reaches the terminal
as anything but text. What programs read (JSON, CSV, HTML) is put out by `for_programs`.
"""

import io
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from kc_pipeline.number_style import number, share
from kc_pipeline.terminal_text import harmless, on_one_line

_UNWRAPPED = 100_000
_PERCENT = "percent"
NONE = "–"


def show_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Collection[str] = (),
    title: str | None = None,
) -> None:
    """Print a table; the columns named in ``right`` are numbers. None is left blank."""
    is_terminal = sys.stdout.isatty()
    table = Table(title=title, title_justify="left") if is_terminal else Table.grid(padding=(0, 2))
    for heading in headings:
        table.add_column(
            heading, justify="right" if heading in right else "left", no_wrap=not is_terminal
        )
    if not is_terminal:
        if title:
            say(title)
        table.add_row(*map(Text, headings))
    for row in rows:
        table.add_row(*map(_cell, row))
    show([table])


def show(parts: Iterable[RenderableType]) -> None:
    """Print parts below one another; nothing in a string is taken for markup."""
    if sys.stdout.isatty():
        console = Console()
        for part in parts:
            console.print(_Harmless(part), markup=False)
        return
    console = Console(file=io.StringIO(), width=_UNWRAPPED, color_system=None)
    with console.capture() as captured:
        for part in parts:
            console.print(_Harmless(part), markup=False)
    for line in captured.get().split("\n")[:-1]:
        click.echo(line.rstrip())


def say(line: str, *, err: bool = False) -> None:
    """Print one line, whatever it quotes; to standard error if it is told so."""
    click.echo(on_one_line(line), err=err)


def in_full(value: Decimal | None, unit: str) -> str:
    """A figure's value as Vietnamese writes it, every decimal shown; a share in whole percent."""
    if value is None:
        return NONE
    return share(value).removesuffix("%") if unit == _PERCENT else exactly(value)


def exactly(value: Decimal) -> str:
    """A number as Vietnamese writes it, with all the decimals it has."""
    exponent = value.normalize().as_tuple().exponent
    return number(value, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)


@dataclass(frozen=True, slots=True)
class _Harmless:
    """Something to print, whose texts are made harmless after it was laid out."""

    part: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        part = Text(self.part) if isinstance(self.part, str) else self.part
        for segment in console.render(part, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)


def _cell(value: object) -> Text:
    """Text for a cell, in which rich is to see no markup; one with a look of its own keeps it."""
    if isinstance(value, Text):
        return value
    return Text("" if value is None else on_one_line(str(value)))
