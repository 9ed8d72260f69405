"""The command ``kc``: it parses, calls and prints. Nothing is decided or computed here.

Each command is loaded when it is called, so that ``kc --help`` is quick and only the two commands
that are Dagster runs load Dagster. This page has the list; a module holds the commands of one kind.
"""

import gc
import importlib
import sys
import traceback
from dataclasses import dataclass

import click

from kc_pipeline.errors import KcError, UsageError
from kc_pipeline.terminal_text import harmless

EXIT_FAULTS = 1
"""Done and published, with rejected submissions or failed checks that do not block."""
EXIT_USAGE = 2
EXIT_NOT_DONE = 3
"""Not published, or nothing could be done."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A command as ``kc --help`` lists it: the module it is in, and one line on it."""

    module: str
    about: str


COMMANDS = {
    "run": Listed("consolidating", "Consolidate raw/ and publish the warehouse."),
    "assess": Listed("assessing", "Write the assessment of a phase."),
    "status": Listed("completeness", "Show what each unit sent for each year."),
    "check": Listed("checking", "Validate workbooks without touching the warehouse."),
    "preview": Listed("previewing", "Show what files would change before they are taken."),
    "findings": Listed("findings", "Show the findings of a phase by their effect on its figures."),
    "template": Listed("templates", "Write a blank workbook of the form for a unit and a year."),
    "figures": Listed("figures", "Show the figures of a phase."),
    "trace": Listed("figures", "Show the rows and cells behind one figure."),
    "explain": Listed("explaining", "Show what became of a row or a project."),
    "sql": Listed("sql", "Ask the published warehouse in SQL."),
    "export": Listed("exporting", "Write the published tables as files for other programs."),
    "reconcile": Listed("reconciling", "Compare the figures of a phase with published ones."),
    "establishments": Listed("establishments", "Show establishments that may be one."),
    "diff": Listed(
        "comparing", "Show what changed between two snapshots, or two versions of a submission."
    ),
    "edition": Listed("editions", "List, verify and compare frozen reports."),
    "withdraw": Listed("submissions", "Take a submission out of force on purpose."),
    "accept": Listed("submissions", "Let corrections take force that wait to be accepted."),
    "snapshots": Listed("snapshots", "List the kept snapshots of the warehouse."),
    "rollback": Listed("snapshots", "Make an older snapshot the published warehouse."),
    "warm": Listed("warming", "Read new submissions in parts, ahead of a run."),
    "ui": Listed("serving", "Serve assets, checks and runs to the browser."),
    "daemon": Listed("serving", "Start the nightly run and those of the browser."),
    "worker": Listed("serving", "Read the parts that kc warm hands out."),
}


_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Python's own 700 has it look for cycles some hundred times while Dagster is imported alone."""


class _WrongUsage(click.ClickException):
    """What was asked for cannot be meant; told in one line."""

    exit_code = EXIT_USAGE


class _NotDone(click.ClickException):
    """Nothing could be done; told in one line."""

    exit_code = EXIT_NOT_DONE


class Commands(click.Group):
    """The group that loads a command when it is called, and knows what errors mean."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Every command, in the order people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its module is loaded now."""
        listed = COMMANDS.get(cmd_name)
        if listed is None:
            return super().get_command(ctx, cmd_name)
        command = getattr(importlib.import_module(f"{__name__}.{listed.module}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.about) for name, listed in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error ends with its exit code, a fault of ours with its traceback."""
        try:
            return super().invoke(ctx)
        except KcError as error:
            kind = _WrongUsage if isinstance(error, UsageError) else _NotDone
            raise kind(harmless(str(error))) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise _NotDone(f"nothing was done: {error}") from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception:  # noqa: BLE001  # exit 1, which Python gives, means "published" here
            traceback.print_exc()
            sys.exit(EXIT_NOT_DONE)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kc-pipeline", prog_name="kc")
def main() -> None:
    """From the yearly industrial-promotion workbooks to the assessment of a phase.

    Folders are told by --raw and --warehouse after the command, else by KC_RAW and KC_WAREHOUSE,
    else they are raw/ and warehouse/ in KC_HOME, the folder that holds assets/.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
