"""``kc sql``: SQL on the published warehouse, from the command line, a file or a prompt."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from kc_pipeline.access.asking import Answer, ask, opened_to_ask
from kc_pipeline.cli.answers import as_csv, as_json, as_parquet, show_answer
from kc_pipeline.cli.conversing import converse
from kc_pipeline.cli.for_programs import put_out
from kc_pipeline.cli.options import with_project
from kc_pipeline.errors import UsageError
from kc_pipeline.looking.replaced_file import replace_bytes
from kc_pipeline.paths import Project

_SHOWN = 200
_WRITTEN: dict[str, Callable[[Answer], str | bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "parquet": as_parquet,
}


@click.command()
@click.argument("query", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    help="Table in Vietnamese number style; the others with exact numbers, for programs. "
    "[default: the ending of --output, else table]",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write instead of standard output, whole or not at all.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=_SHOWN,
    show_default=True,
    help="Rows of a table to show, 0 for all; the other formats have all.",
)
@with_project
def sql(
    project: Project, query: str | None, form: str | None, output: Path | None, limit: int
) -> None:
    """Ask the published warehouse in SQL.

    QUERY is one or more statements in DuckDB's SQL; without it they are read from standard input,
    and on a terminal asked for one by one. Nothing can be written, no other file read. Numbers of a
    table are as Vietnamese writes them, in threes from five digits on; null stands for no value.
    """
    form = _form(form, output)
    with opened_to_ask(project.warehouse) as opened:
        if query is None and sys.stdin.isatty():
            converse(opened, limit)
            return
        answers = ask(opened, _read() if query is None else query)
        if form == "table":
            for answer in answers:
                show_answer(answer, limit)
            return
        made = [_WRITTEN[form](answer) for answer in answers]
    if len(made) > 1:
        raise UsageError(f"{form} holds the answer of one query, not of {len(made)}")
    for written in made:
        _put(written, output)


def _read() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")  # as editors on Windows write it
    except UnicodeDecodeError as error:
        raise UsageError(f"the SQL is no text in UTF-8: {error}") from error


def _put(written: str | bytes, output: Path | None) -> None:
    if output is not None:
        replace_bytes(output, written.encode("utf-8") if isinstance(written, str) else written)
    elif isinstance(written, str):
        put_out(written.removesuffix("\n"))
    else:
        click.echo(written, nl=False)


def _form(told: str | None, output: Path | None) -> str:
    """The format that is meant. Raises UsageError for one that cannot be where it is to go."""
    form = told or (output.suffix.removeprefix(".").lower() if output else "table")
    if output is None:
        if form == "parquet" and sys.stdout.isatty():
            raise UsageError("Parquet is nothing to look at: name a file with --output")
    elif form not in _WRITTEN:
        raise UsageError(f"{output}: name it .csv, .json or .parquet, or tell --format")
    return form
