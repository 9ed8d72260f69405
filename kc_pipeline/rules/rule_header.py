"""Reading a rule's texts from a TOML table, be it in ``rules/*.toml`` or a SQL file's header.

What else such a header may hold is for those who read it.
"""

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.rule import Rule
from kc_pipeline.warehouse.front_matter import Entries

_TEXTS = (
    "title_vi",
    "title_en",
    "message_vi",
    "message_en",
    "mend_vi",
    "mend_en",
    "reason_vi",
    "reason_en",
)
HEADER = ("severity", *_TEXTS, "ceilings", "waivable", "must_hold_back")
"""The entries of every rule; ``ceilings``, ``waivable`` and ``must_hold_back`` may be absent.

``must_hold_back`` marks a rule without which the tables would get rows that they cannot hold: it
stays an error that nobody may waive.
"""


def read_rule(code: str, entries: Entries, *, details: tuple[str, ...]) -> Rule:
    """Read the rule of that code; a DeclarationError names the place and the wrong entry."""
    severity = entries.text("severity")
    if severity not in list(Severity):
        raise DeclarationError(f"{entries.place}: severity is one of {', '.join(Severity)}")
    waivable = entries.truth("waivable", default=False)
    is_lenient = waivable or severity != Severity.ERROR
    if entries.truth("must_hold_back", default=False) and is_lenient:
        raise DeclarationError(
            f"{entries.place}: {code} holds back rows that the tables cannot hold: it must stay an "
            "error, and not waivable"
        )
    return Rule(
        code=code,
        severity=Severity(severity),
        details=details,
        ceilings=entries.texts("ceilings"),
        waivable=waivable,
        **{name: entries.text(name) for name in _TEXTS},
    )
