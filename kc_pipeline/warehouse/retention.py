"""Which snapshots are kept, and why each: as ``assets/retention.toml`` declares."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kc_pipeline.errors import DeclarationError

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Retention:
    """How many are kept: the latest, the last of so many days, the last of so many months."""

    latest: int = 14
    daily: int = 0
    monthly: int = 0

    def reasons(self, published: Mapping[str, datetime]) -> dict[str, str]:
        """Why each snapshot that is kept is; ``published`` has the time by id, ids in order.

        Counted are days and months that have snapshots, so that neither a pause nor a clock that
        jumps forgets any. The newest is always kept.
        """
        ids = sorted(published, reverse=True)
        found = {
            **_last_of_each(ids, published, self.monthly, "%m/%Y", "last of month"),
            **_last_of_each(ids, published, self.daily, "%d/%m/%Y", "last of day"),
            **dict.fromkeys(ids[: max(self.latest, 1)], f"one of the latest {self.latest}"),
        }
        return {id_: found[id_] for id_ in sorted(found)}


UNDECLARED = Retention()
"""What holds where nothing is declared: the last 14."""


def load_retention(assets: Path) -> Retention:
    """What ``retention.toml`` declares; `UNDECLARED` where there is none.

    Raises DeclarationError naming what is no such number.
    """
    path = assets / "retention.toml"
    if not path.exists():
        return UNDECLARED
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DeclarationError(f"{path}: {error}") from error
    known = {field.name for field in fields(Retention)}
    for name, value in told.items():
        is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if name not in known or not is_count:
            raise DeclarationError(
                f"{path}: {name} = {value!r}; {', '.join(sorted(known))} are whole numbers from 0"
            )
    return Retention(**told)


def _last_of_each(
    newest_first: Sequence[str],
    published: Mapping[str, datetime],
    count: int,
    span: str,
    told: str,
) -> dict[str, str]:
    last: dict[str, str] = {}
    for id_ in newest_first:
        last.setdefault(published[id_].astimezone(_ZONE).strftime(span), id_)
    return {id_: f"{told} {name}" for name, id_ in list(last.items())[:count]}
