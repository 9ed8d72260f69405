"""The options every command has: where raw/ and the warehouse are."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from kc_pipeline.paths import locate

_FOLDER = click.Path(file_okay=False, path_type=Path)


def with_project(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--raw`` and ``--warehouse``, and hand it the project they make."""

    @click.option("--raw", type=_FOLDER, help="Folder of the submissions.  [default: KC_RAW]")
    @click.option(
        "--warehouse", type=_FOLDER, help="Folder of all output.  [default: KC_WAREHOUSE]"
    )
    @wraps(command)
    def located(*, raw: Path | None, warehouse: Path | None, **told: object) -> None:
        command(locate(raw=raw, warehouse=warehouse), **told)

    return located
