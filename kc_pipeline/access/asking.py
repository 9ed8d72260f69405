"""SQL that somebody typed, run where it can do no harm: it reads the warehouse and nothing else.

How answers look is the command line's business.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from kc_pipeline.access.opening import OpenWarehouse, open_place
from kc_pipeline.errors import KcError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 10_000
_NOT_THE_ASKERS = (
    duckdb.OutOfMemoryException,
    duckdb.IOException,
    duckdb.InternalException,
    duckdb.FatalException,
)
_HINTS = ("Did you mean", "Candidate")
_NUMBERS = frozenset({
    *("tinyint", "smallint", "integer", "bigint", "hugeint"),
    *("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"),
    *("float", "double", "decimal"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: its columns, and its rows, to be taken once and before the next query.

    ``numbers`` are the headings of columns that hold numbers.
    """

    headings: tuple[str, ...]
    numbers: frozenset[str]
    _connection: duckdb.DuckDBPyConnection

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Each row, in the order of the query. Raises as `ask` does."""
        with _told_in_one_line():
            while batch := self._connection.fetchmany(_BATCH):
                yield from batch

    def table(self) -> "pa.Table":
        """All rows as an Arrow table. Raises as `ask` does."""
        with _told_in_one_line(), warnings.catch_warnings():
            # DuckDB says that rows of a connection are copied once more; so they may.
            warnings.filterwarnings("ignore", "Arrow output", UserWarning)
            return self._connection.to_arrow_table()


@contextmanager
def opened_to_ask(place: Path) -> Iterator[OpenWarehouse]:
    """Open what is published so that no query reads another file, loads code or writes anything.

    Temporary tables and variables live in memory until it is closed. Raises WarehouseMissing.
    """
    with open_place(place) as opened:
        # Without a folder for what does not fit into memory, such a query ends with an error.
        opened.connection.execute("set temp_directory = ''")
        opened.connection.execute("set enable_progress_bar = false")  # it would stand in the answer
        opened.connection.execute("set enable_external_access = false")
        opened.connection.execute("set lock_configuration = true")
        yield opened


def ask(opened: OpenWarehouse, text: str) -> Iterator[Answer]:
    """Run the statements of a text one by one; an answer for each that gives rows.

    Raises UsageError, in one line, for what is no SQL, names what is not there, or would write or
    read elsewhere; KcError for what went wrong without the asker's doing.
    """
    with _told_in_one_line():
        text.encode()  # half a character, as of a terminal in another encoding, DuckDB cannot take
        statements = opened.connection.extract_statements(text)
    if not statements:
        raise UsageError("there is no SQL to run")
    for statement in statements:
        with _told_in_one_line():
            opened.connection.execute(statement)
        if duckdb.ExpectedResultType.QUERY_RESULT in statement.expected_result_type:
            columns = opened.connection.description or []
            yield Answer(
                headings=tuple(name for name, *_ in columns),
                numbers=frozenset(name for name, kind, *_ in columns if kind.id in _NUMBERS),
                _connection=opened.connection,
            )


def is_unfinished(opened: OpenWarehouse, text: str) -> bool:
    """Whether more lines must follow: no ``;`` at the end, or one within quotes or a comment."""
    if not text.rstrip().endswith(";"):
        return True
    try:
        opened.connection.extract_statements(text)
    except duckdb.Error as error:
        return "unterminated" in str(error)
    return False


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        kind = KcError if isinstance(error, _NOT_THE_ASKERS) else UsageError
        raise kind(_in_one_line(str(error))) from error
    except UnicodeError as error:
        raise UsageError(f"the SQL is no text in UTF-8: {error}") from error


def _in_one_line(message: str) -> str:
    """DuckDB's message without the line it draws the place under, but with the words there."""
    told, _, place = message.partition("\n\nLINE ")
    first, _, rest = told.partition("\n")
    hint = rest.split("\n")[0] if rest.startswith(_HINTS) else ""
    number, _, line = place.partition("\n")[0].partition(":")
    at = f"(line {number}: {line.strip()})" if line else ""
    return " ".join(part for part in (first, hint, at) if part)
