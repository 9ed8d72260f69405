"""The command as a whole: every command and option documented, Dagster loaded only where needed."""

import subprocess
import sys

import click
import pytest

from kc_pipeline.cli import COMMANDS, main
from tests.small_phase import HOME

CONTEXT = click.Context(main)
GUIDES = [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]


def command(name: str) -> click.Command:
    found = main.get_command(CONTEXT, name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_as_it_says_itself(name: str) -> None:
    assert (command(name).help or "").split("\n\n")[0] == COMMANDS[name].about


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    options = [p for p in command(name).params if isinstance(p, click.Option)]
    assert {"raw", "warehouse"} <= {option.name for option in options}
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_a_guide(name: str) -> None:
    assert any(f"kc {name}" in guide.read_text(encoding="utf-8") for guide in GUIDES)


def loaded(program: str) -> set[str]:
    """The modules that a program has loaded in the end."""
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", f"{program}\nimport sys; print('\\n', *sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOME,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_nothing_but_itself() -> None:
    modules = loaded("from kc_pipeline.cli import main\nmain(['--help'], standalone_mode=False)")
    assert "kc_pipeline.cli" in modules
    assert not modules & {"dagster", "duckdb", "pandas", "rich", "sqlglot"}


def test_only_runs_load_dagster() -> None:
    others = {listed.module for name, listed in COMMANDS.items() if name not in {"run", "assess"}}
    modules = loaded("\n".join(f"import kc_pipeline.cli.{module}" for module in sorted(others)))
    assert {f"kc_pipeline.cli.{module}" for module in others} <= modules
    assert "dagster" not in modules


def test_an_unknown_command_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
