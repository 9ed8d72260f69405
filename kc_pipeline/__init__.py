"""The industrial-promotion pipeline: from submissions to the assessment of a phase.

`open_warehouse` is for analysts, and all that is meant to be imported from here; importing it loads
nothing heavy.
"""

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kc_pipeline.access.opening import OpenWarehouse


def open_warehouse(
    place: str | PathLike[str] | None = None, *, snapshot: str | None = None
) -> "OpenWarehouse":
    """Open the published warehouse read-only: ``open_warehouse().sql("from core.projects").df()``.

    ``place`` is a warehouse folder or a copy of the DuckDB file; by default it is the folder told
    by KC_WAREHOUSE, else ``warehouse`` in KC_HOME. ``snapshot`` is an id of `kc snapshots`, for an
    older state. Close what is returned, or use it in a ``with``.

    Raises errors.WarehouseMissing where nothing is published, errors.UsageError for an unknown
    snapshot.
    """
    from pathlib import Path  # noqa: PLC0415  # nothing is loaded before it is used

    from kc_pipeline.access.opening import open_place  # noqa: PLC0415
    from kc_pipeline.paths import locate  # noqa: PLC0415

    return open_place(locate().warehouse if place is None else Path(place), snapshot)


__all__ = ["open_warehouse"]
