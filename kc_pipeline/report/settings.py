"""The settings of a phase's document: issuer, number, place and date, who signs, who receives it.

``assets/report/settings.toml`` holds those of every phase, ``assets/report/<phase>/settings.toml``
what differs for one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kc_pipeline.errors import DeclarationError
from kc_pipeline.report.model import Letterhead

_TEXTS = (
    "superior", "issuer", "issuer_name", "province", "symbol", "number", "place", "title",
    "subject", "signed_by",
)  # fmt: skip
_LISTS = ("signatory", "recipients")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one document; ``subject`` has the years put in."""

    letterhead: Letterhead
    province: str
    title: str
    subject: str


def read_settings(report_assets: Path, phase_name: str, phase_words: str) -> Settings:
    """The settings of a phase. Raises DeclarationError naming the file and the entry."""
    merged: dict[str, Any] = {"date": None}
    common = report_assets / "settings.toml"
    for path in (common, report_assets / phase_name / "settings.toml"):
        if path.exists():
            merged |= _checked(path, tomllib.loads(path.read_text(encoding="utf-8")))
    missing = {*_TEXTS, *_LISTS} - set(merged)
    if missing:
        raise DeclarationError(f"{common}: lacks {', '.join(sorted(missing))}")
    letterhead = Letterhead(
        superior=merged["superior"],
        issuer=merged["issuer"],
        issuer_name=merged["issuer_name"],
        symbol=merged["symbol"],
        number=merged["number"],
        place=merged["place"],
        dated=merged["date"],
        signatory=tuple(merged["signatory"]),
        signed_by=merged["signed_by"],
        recipients=tuple(merged["recipients"]),
    )
    subject = merged["subject"].replace("{phase}", phase_words)
    return Settings(letterhead, merged["province"], merged["title"], subject)


def _checked(path: Path, declared: Mapping[str, Any]) -> Mapping[str, Any]:
    for name, value in declared.items():
        if name in _TEXTS:
            is_right = isinstance(value, str)
        elif name in _LISTS:
            is_right = isinstance(value, list) and all(isinstance(v, str) for v in value)
        elif name == "date":
            is_right = type(value) is date
        else:
            raise DeclarationError(f"{path}: {name} is no setting of a report")
        if not is_right:
            raise DeclarationError(f"{path}: {name} has the wrong kind of value: {value!r}")
    return declared
