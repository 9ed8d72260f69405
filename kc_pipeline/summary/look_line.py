"""The line on the status page that tells when anybody last looked for changes.

A look that finds nothing costs a fraction of a second and publishes nothing; it replaces this one
line of a page that is otherwise as the last run left it. Imports nothing heavy.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kc_pipeline.errors import KcError
from kc_pipeline.looking.replaced_file import replace_text
from kc_pipeline.paths import Project

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class LookLine:
    """The line before anybody looked again, and the same with what it says."""

    empty: str
    told: str
    either: re.Pattern[str]


HTML_LOOK = LookLine(
    empty='<p class="looked" hidden></p>',
    told='<p class="looked">{}</p>',
    either=re.compile(r'^<p class="looked".*</p>$', re.MULTILINE),
)


FAILED = '<div class="headline failed"'
"""What the page of a run that failed has and no other."""


def tell_look(project: Project, looked_at: datetime) -> None:
    """Say on the page that nothing had changed then; a page that is not there stays away.

    Where the page tells of a run that failed, and nothing differs from what is published any more,
    the cause is gone: the page is written anew.
    """
    when = f"{looked_at.astimezone(_ZONE):%H giờ %M phút, ngày %d/%m/%Y}"
    told = HTML_LOOK.told.format(f"Kiểm tra lần cuối lúc {when}: không có gì thay đổi.")
    # The page is for convenience: where it cannot be read or written, the look counts all the same.
    with suppress(OSError, UnicodeDecodeError):
        page = project.status_page.read_text(encoding="utf-8")
        if FAILED in page:
            page = _written_anew(project)
        replace_text(project.status_page, HTML_LOOK.either.sub(told, page, count=1))


def _written_anew(project: Project) -> str:
    # Heavy, and asked for once after a failure only.
    import duckdb  # noqa: PLC0415

    from kc_pipeline.summary.writing import write_summary  # noqa: PLC0415

    with suppress(KcError, duckdb.Error):
        write_summary(project)
    return project.status_page.read_text(encoding="utf-8")
