"""How the answer to a query looks: a table for people, CSV, JSON and Parquet for programs."""

import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import singledispatch
from itertools import islice
from math import isfinite
from shutil import get_terminal_size
from types import NoneType

from rich.cells import cell_len

from kc_pipeline.access.asking import Answer
from kc_pipeline.cli.for_programs import csv_text, plain_number
from kc_pipeline.cli.printing import exactly, say, show_table
from kc_pipeline.errors import UsageError

_EXPLAINED = ("explain_key", "explain_value")
_LEAST_IN_THREES = 10_000
_LEAST_FOLDED, _BORDER = 16, 3
_NULL = "null"


def show_answer(answer: Answer, limit: int) -> None:
    """Print a table of at most ``limit`` rows, all if it is 0, and say on standard error if cut.

    On a terminal that is too narrow for its columns, each row is a table of its own.
    """
    rows = answer.rows()
    if answer.headings == _EXPLAINED:  # a drawing, not a table
        for _, drawn in rows:
            for line in str(drawn).splitlines():
                say(line)
        return
    shown = [[_shown(value) for value in row] for row in islice(rows, limit or None)]
    if sys.stdout.isatty() and not fits(answer.headings, shown, get_terminal_size().columns):
        for number, row in enumerate(shown, 1):
            pairs = zip(answer.headings, row, strict=True)
            show_table(("column", "value"), pairs, title=f"row {number}")
    else:
        show_table(answer.headings, shown, right=answer.numbers)
    if not shown:
        say("no rows", err=True)
    elif limit and next(rows, None) is not None:
        say(f"the first {limit} rows; --limit 0 shows all", err=True)


def fits(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether a table stays readable on a terminal of that width, long texts being folded."""
    columns = zip(headings, *rows, strict=True)
    needed = sum(min(_LEAST_FOLDED, max(map(cell_len, texts))) + _BORDER for texts in columns)
    return needed < width


def as_csv(answer: Answer) -> str:
    """Comma-separated, with exact numbers; null is left blank."""
    rows = ([_plain(value) for value in row] for row in answer.rows())
    return csv_text(answer.headings, rows)


def as_json(answer: Answer) -> str:
    """A list of objects, one a line; numbers are exact, dates and times in ISO 8601."""
    _refuse_twins(answer)
    names = [json.dumps(heading, ensure_ascii=False) for heading in answer.headings]
    objects = [
        "  {" + ", ".join(f"{n}: {_json(v)}" for n, v in zip(names, row, strict=True)) + "}"
        for row in answer.rows()
    ]
    return "[\n" + ",\n".join(objects) + "\n]\n" if objects else "[]\n"


def as_parquet(answer: Answer) -> bytes:
    """A Parquet file with the types of the query."""
    # Loaded here: the other formats have no use for it.
    from pyarrow import parquet  # noqa: PLC0415

    _refuse_twins(answer)
    written = io.BytesIO()
    parquet.write_table(answer.table(), written, compression="zstd")
    return written.getvalue()


def _refuse_twins(answer: Answer) -> None:
    twins = sorted({h for h in answer.headings if answer.headings.count(h) > 1})
    if twins:
        raise UsageError(f"two columns are called {', '.join(twins)}: name them apart with `as`")


@singledispatch
def _shown(value: object) -> str:
    """A value as people read it in a table."""
    return str(value)


@_shown.register
def _(_: None) -> str:
    return _NULL


@_shown.register
def _(value: bool) -> str:  # noqa: FBT001  # dispatched on
    return str(value).lower()


@_shown.register(int)
@_shown.register(Decimal)
def _(value: int | Decimal) -> str:
    return _number(Decimal(value))


@_shown.register
def _(value: float) -> str:
    exact = Decimal(repr(value))
    return _number(exact) if exact.is_finite() else str(value)


@_shown.register
def _(value: date) -> str:
    return f"{value:%d/%m/%Y}"


@_shown.register
def _(value: datetime) -> str:
    return f"{value:%d/%m/%Y %H:%M:%S}"


@_shown.register(list)
@_shown.register(tuple)
@_shown.register(dict)
def _(value: object) -> str:
    return _json(value)


@_shown.register
def _(value: bytes) -> str:
    return value.hex()


def _number(value: Decimal) -> str:
    """As Vietnamese writes it, in threes from five digits on: a year stays a year."""
    written = exactly(value)
    return written if abs(value) >= _LEAST_IN_THREES else written.replace(".", "")


def _plain(value: object) -> object:
    """A value as CSV has it, where `csv_text` would not write it well."""
    match value:
        case bool() | list() | tuple() | dict():
            return _json(value)
        case bytes():
            return value.hex()
        case _:
            return value


@singledispatch
def _json(value: object) -> str:
    """A value in JSON; what JSON has no form for as text."""
    return json.dumps(str(value), ensure_ascii=False)


@_json.register(NoneType)
@_json.register(bool)
@_json.register(int)
@_json.register(str)
def _(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@_json.register
def _(value: Decimal) -> str:
    return plain_number(value)


@_json.register
def _(value: float) -> str:
    return json.dumps(value if isfinite(value) else str(value))


@_json.register(date)
@_json.register(time)
def _(value: date | time) -> str:
    return json.dumps(value.isoformat())


@_json.register
def _(value: bytes) -> str:
    return json.dumps(value.hex())


@_json.register(list)
@_json.register(tuple)
def _(value: Iterable[object]) -> str:
    return f"[{', '.join(_json(item) for item in value)}]"


@_json.register
def _(value: dict) -> str:  # type: ignore[type-arg]  # dispatched on
    return f"{{{', '.join(f'{_json(str(name))}: {_json(item)}' for name, item in value.items())}}}"
