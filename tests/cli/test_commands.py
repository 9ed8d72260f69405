"""The command as a whole: every command and option documented."""

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
    found = command(name)
    for one in found.commands.values() if isinstance(found, click.Group) else [found]:
        options = [p for p in one.params if isinstance(p, click.Option)]
        assert {"raw", "warehouse"} <= {option.name for option in options}
        assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_a_guide(name: str) -> None:
    assert any(f"kc {name}" in guide.read_text(encoding="utf-8") for guide in GUIDES)


def test_an_unknown_command_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
