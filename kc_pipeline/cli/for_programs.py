"""What programs read, on standard output: exact into a pipe or file, harmless on a terminal."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import click

from kc_pipeline.terminal_text import harmless

_FORMULA_STARTS = ("=", "+", "-", "@")


def put_out(text: str) -> None:
    """Print a document as it is; where a terminal would act upon it, with signs instead."""
    # Told so, click leaves in place what it takes for colours in the name of a file.
    click.echo(harmless(text) if sys.stdout.isatty() else text, color=True)


def put_out_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print what `csv_text` gives."""
    put_out(csv_text(headings, rows).removesuffix("\n"))


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a line of headings; None is left blank, a day or time is in ISO 8601.

    A spreadsheet runs a text that begins like a formula, so that gets an apostrophe before it:
    paths, names of sheets and what stands in cells may begin so. Numbers are handed in as numbers.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_field(value) for value in row] for row in rows)
    return written.getvalue()


def plain_number(value: Decimal) -> str:
    """A number as programs read it: a point before decimals, no zeros behind them."""
    return f"{value.normalize():f}"


def _field(value: object) -> object:
    match value:
        case Decimal():
            return plain_number(value)
        case date():
            return value.isoformat()
        case str() if value.lstrip().startswith(_FORMULA_STARTS):
            return f"'{value}"
        case _:
            return value
