"""``kc sql`` at a terminal: statements asked for one by one, until told to end."""

from importlib import import_module, util

import click
import duckdb

from kc_pipeline.access.asking import ask, is_unfinished
from kc_pipeline.access.opening import OpenWarehouse
from kc_pipeline.cli.answers import show_answer
from kc_pipeline.cli.printing import say, show_table
from kc_pipeline.errors import KcError

_HELP = """\
SQL ends with ; and may go over several lines. Ctrl-C forgets what is typed, or stops a query.
.tables                   every table, and what it is
.columns core.projects    its columns
.quit                     ends, as Ctrl-D does"""
_END = frozenset({".quit", ".exit"})


def converse(opened: OpenWarehouse, limit: int) -> None:
    """Ask for statements and show their answers; an error is told, and the next one asked for."""
    if util.find_spec("readline"):  # not on Windows; loaded, it lets lines be edited and recalled
        import_module("readline")
    say(f"{opened!r}. Type .help for help.")
    typed = ""
    while True:
        try:
            line = input("kc> " if not typed else "  > ")
        except EOFError:
            click.echo()
            return
        except KeyboardInterrupt:
            click.echo()
            typed = ""
            continue
        if not typed and line.strip() in _END:
            return
        if not typed and line.lstrip().startswith("."):
            _told(opened, line.split())
            continue
        typed = f"{typed}{line}\n" if typed or line.strip() else ""
        if typed and not is_unfinished(opened, typed):
            _answer(opened, typed, limit)
            typed = ""


def _answer(opened: OpenWarehouse, text: str, limit: int) -> None:
    try:
        for answer in ask(opened, text):
            show_answer(answer, limit)
    except KeyboardInterrupt:
        say("stopped", err=True)
    except KcError as error:
        stopped = isinstance(error.__cause__, duckdb.InterruptException)
        say("stopped" if stopped else f"Error: {error}", err=True)


def _told(opened: OpenWarehouse, words: list[str]) -> None:
    match words:
        case [".help"]:
            for line in _HELP.splitlines():
                say(line)
        case [".tables"]:
            rows = opened.tables().fetchall()
            show_table(("table", "meaning"), [(f"{s}.{t}", meaning) for s, t, _, meaning in rows])
        case [".columns", table]:
            found = opened.columns(table.removesuffix(";")).fetchall()
            if not found:
                say(f"{table}: there is no such table; .tables lists them", err=True)
                return
            show_table(("column", "type", "meaning"), found)
        case _:
            say(f"{' '.join(words)}: there is no such command; .help lists them", err=True)
