"""Tables and numbers on standard output: drawn for a terminal, plain and unwrapped for a pipe."""

import io
import sys
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

import click
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from kc_pipeline.number_style import number, share

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
            click.echo(title)
        table.add_row(*headings)
    for row in rows:
        table.add_row(*("" if value is None else _plain(value) for value in row))
    show([table])


def show(parts: Iterable[RenderableType]) -> None:
    """Print parts below one another; nothing in a string is taken for markup."""
    if sys.stdout.isatty():
        console = Console()
        for part in parts:
            console.print(part, markup=False)
        return
    console = Console(file=io.StringIO(), width=_UNWRAPPED, color_system=None)
    with console.capture() as captured:
        for part in parts:
            console.print(part, markup=False)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def in_full(value: Decimal | None, unit: str) -> str:
    """A figure's value as Vietnamese writes it, every decimal shown; a share in whole percent."""
    if value is None:
        return NONE
    return share(value).removesuffix("%") if unit == _PERCENT else exactly(value)


def exactly(value: Decimal) -> str:
    """A number as Vietnamese writes it, with all the decimals it has."""
    exponent = value.normalize().as_tuple().exponent
    return number(value, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)


def plain_number(value: Decimal) -> str:
    """A number as programs read it: a point before decimals, no zeros behind them."""
    return f"{value.normalize():f}"


def _plain(value: object) -> str | Text:
    """Text for a cell, in which rich is to see no markup; one with a look of its own keeps it."""
    return value if isinstance(value, Text) else str(value).replace("[", r"\[")
