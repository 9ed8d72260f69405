"""What goes out at once: the newest notice, and below it those that could not be sent before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kc_pipeline.notices.notice import Notice, Part, plain

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Letter:
    """Notices, one or more, the newest first."""

    notices: tuple[Notice, ...]

    @property
    def made_at(self) -> datetime:
        """When the newest was made, in Viet Nam."""
        return self.notices[0].made_at.astimezone(_ZONE)

    @property
    def subject(self) -> str:
        """The subject of the newest, and how many come with it."""
        earlier = len(self.notices) - 1
        more = f" (kèm {earlier} thông báo trước chưa gửi được)" if earlier else ""
        return f"{self.notices[0].subject}{more}"

    def sections(self) -> Iterator[tuple[str | None, tuple[Part, ...]]]:
        """The parts of each notice; the newest has no heading of its own."""
        newest, *earlier = self.notices
        yield None, newest.parts
        for notice in earlier:
            when = f"{notice.made_at.astimezone(_ZONE):%H giờ %M phút, ngày %d/%m/%Y}"
            yield f"Thông báo lúc {when}, khi đó chưa gửi được", notice.parts

    def text(self) -> str:
        """All of it as plain text."""
        return "\n".join(
            f"{f'== {heading} =={chr(10)}{chr(10)}' if heading else ''}{plain(parts)}"
            for heading, parts in self.sections()
        )
