"""A rule: its code, how grave it is, why it exists, and what it says to the clerk.

A rule is data. Where rules are declared and gathered is for `catalogue`, when one is broken for
the reader, `validation` and `cross_rules`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.finding import Issue, Severity

ALWAYS_KNOWN = ("value", "cell", "sheet", "row_no", "path")
"""The placeholders that every message may use, whatever the rule."""

_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_LONGEST_VALUE = 120
_LONGEST_DETAIL = 1_000
_ABSENT = {"vi": "(trống)", "en": "(blank)"}
_AMOUNT = {"vi": " đồng", "en": " VND"}
_SIGNS = {"vi": str.maketrans(",.", ".,"), "en": {}}
"""To the language's signs from Python's: comma between thousands and point before decimals."""
_NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    The messages are templates that tell what was found: ``{name}`` is replaced by one of
    `ALWAYS_KNOWN` or of ``details``, ``{name:number}`` by a number as the language writes it,
    ``{name:vnd}`` by an amount in whole đồng. What is to be done (``mend``) and why the rule
    exists (``reason``) hold for every issue and are no templates. ``details`` are what an issue of
    this code brings along. ``ceilings`` are rows of ``reference/ceilings.csv``, ``legal_basis``
    the texts they stand for, filled in by the catalogue. ``waivable`` says that an officer may
    accept an error of this rule, so that its row counts: the rule is a matter of judgement, and
    nothing that counting needs is missing.
    """

    code: str
    severity: Severity
    title_vi: str
    title_en: str
    message_vi: str
    message_en: str
    mend_vi: str
    mend_en: str
    reason_vi: str
    reason_en: str
    details: tuple[str, ...] = ()
    ceilings: tuple[str, ...] = ()
    legal_basis: str | None = None
    waivable: bool = False

    @property
    def is_waivable(self) -> bool:
        """Whether an officer may accept a finding: it holds nothing back, or may be judged."""
        return self.waivable or self.severity is not Severity.ERROR

    def refuse_faults(self, place: str) -> None:
        """Raise a DeclarationError that names ``place`` where code or templates are wrong."""
        if not _CODE.fullmatch(self.code):
            raise DeclarationError(f"{place}: {self.code!r} is no code such as value.missing")
        self._refuse_plain_faults(place)
        known = {*ALWAYS_KNOWN, *self.details}
        for template in (self.message_vi, self.message_en):
            try:
                placeholders = list(_placeholders(template))
            except ValueError as error:
                raise DeclarationError(f"{place}, {self.code}: {error}: {template}") from error
            for name, form in placeholders:
                if name not in known or form not in ("", "number", "vnd"):
                    raise DeclarationError(
                        f"{place}, {self.code}: unknown placeholder {{{name}}}; known are "
                        f"{', '.join(sorted(known))}"
                    )

    def _refuse_plain_faults(self, place: str) -> None:
        """Sentences that say something and can be printed one after the other."""
        for name in ("message_vi", "message_en", "mend_vi", "mend_en", "reason_vi", "reason_en"):
            text: str = getattr(self, name)
            if not text.strip().endswith("."):
                raise DeclarationError(f"{place}, {self.code}: {name} must be a full sentence")
            if "{" in text and not name.startswith("message"):
                raise DeclarationError(f"{place}, {self.code}: {name} takes no placeholder")

    def messages(self, issue: Issue, path: str) -> tuple[str, str]:
        """Give what was found and what to do, for an issue, in Vietnamese and in English.

        Raises DeclarationError where the issue lacks one of the ``details``.
        """
        missing = [name for name in self.details if name not in issue.details]
        if missing:
            raise DeclarationError(f"an issue {self.code} lacks the detail {', '.join(missing)}")
        values: dict[str, str | None] = {
            **issue.details,
            "value": issue.value,
            "cell": issue.cell,
            "sheet": issue.sheet,
            "row_no": None if issue.row_no is None else str(issue.row_no),
            "path": path,
        }
        return (
            f"{_filled(self.message_vi, values, 'vi')} {self.mend_vi}",
            f"{_filled(self.message_en, values, 'en')} {self.mend_en}",
        )


def _placeholders(template: str) -> Iterator[tuple[str, str]]:
    for _, name, form, conversion in Formatter().parse(template):
        if conversion:
            raise ValueError("a placeholder takes no conversion")
        if name is not None:
            yield name, form or ""


def _filled(template: str, values: Mapping[str, str | None], language: str) -> str:
    parts: list[str] = []
    for literal, name, form, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            longest = _LONGEST_VALUE if name == "value" else _LONGEST_DETAIL
            shown = _shown(values[name], form, language)
            parts.append(_line(shown, longest) or _ABSENT[language])
    return "".join(parts)


def _line(value: str | None, longest: int) -> str:
    """Give one line short enough for a message; the finding keeps the whole value."""
    line = " ".join((value or "").split())
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def _shown(value: str | None, form: str | None, language: str) -> str | None:
    """Give a number as the language writes it, and anything else as it is."""
    if not form or value is None or not _NUMBER.fullmatch(value):
        return value
    if form == "vnd" and "." in value:
        return value
    written = f"{Decimal(value):,f}"
    shortest = written.rstrip("0").removesuffix(".") if "." in written else written
    number = shortest.translate(_SIGNS[language])
    return number + _AMOUNT[language] if form == "vnd" else number
