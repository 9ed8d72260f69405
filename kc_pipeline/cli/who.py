"""Who decides something on the command line: told by ``--by``, else the user of the machine."""

import getpass
import os
from collections.abc import Callable

import click


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in containers
        return str(os.getuid())


by_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--by", default=_user, metavar="NAME", help="Who decides it.  [default: the user's name]"
)
