"""What can be wrong, at which cell: the issue as noticed, the finding as reported.

An `Issue` is raised where something is noticed and knows no texts; the catalogue turns it into a
`Finding` with severity and messages. Neither decides what happens to a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """``error`` holds back, ``warning`` does not, ``notice`` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something noticed in a submission.

    ``code`` names a rule of the catalogue. ``cell`` is in A1 form and ``row_no`` the row it
    belongs to; both are None for a whole sheet, ``sheet`` too for a whole file. ``value`` is what
    stands there as text. ``details`` fill the placeholders of the rule's messages.
    """

    code: str
    sheet: str | None = None
    cell: str | None = None
    row_no: int | None = None
    value: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue of one submission, with its severity and its message in both languages."""

    submission_id: str
    path: str
    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    row_no: int | None
    value: str | None
    message_vi: str
    message_en: str
