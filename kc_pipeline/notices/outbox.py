"""Notices that could not be sent yet, one small file each, by channel."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.notices.notice import Notice, read_notice


class Outbox:
    """The waiting notices of one channel under a folder."""

    def __init__(self, folder: Path, channel: str) -> None:
        """Keep them in a folder of the channel's name, made when the first waits."""
        self._folder = folder / channel

    def waiting(self) -> dict[Path, Notice]:
        """Each that waits with its file, the newest first; what is no notice is passed over."""
        return dict(sorted(self._read(), key=lambda found: found[0].name, reverse=True))

    def keep(self, notice: Notice) -> None:
        """Keep one for the next time; the same is kept once."""
        replace_json(self._folder / f"{notice.made_at:%Y%m%dT%H%M%S%fZ}.json", notice.told())

    def _read(self) -> Iterator[tuple[Path, Notice]]:
        for file in self._folder.glob("*.json"):
            told = read_json(file)
            with suppress(KeyError, TypeError, ValueError):
                yield file, read_notice(told or {})


def forget(files: dict[Path, Notice]) -> None:
    """Remove what was sent."""
    for file in files:
        file.unlink(missing_ok=True)
