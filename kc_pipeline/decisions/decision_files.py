"""Reading ``assets/decisions/*.toml``: what officers decided, written by hand.

An entry that cannot be read is told and left out; it never stops a run. Whether an entry fits the
submission it names is decided elsewhere.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from kc_pipeline.decisions.decision import SHORTEST_HASH, Decision, Kind, Ruling, State
from kc_pipeline.intake.grid import CellValue
from kc_pipeline.rules.finding import Issue

_ALWAYS = ("path", "sha256", "why", "by", "on")
_OWN = {
    Kind.CORRECTION: ("sheet", "cell", "from", "to"),
    Kind.WAIVER: ("code",),
    Kind.EXCLUSION: (),
    Kind.ACCEPTANCE: (),
}
_OPTIONAL = {Kind.WAIVER: ("sheet", "cell")}
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_HASH = re.compile(rf"[0-9a-f]{{{SHORTEST_HASH},64}}")
_VALUES = (str, int, float, date, datetime, time)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, in order of file and entry, and the entries that cannot be read."""

    entries: tuple[Decision, ...] = ()
    unreadable: tuple[Ruling, ...] = ()

    def of(self, kind: Kind) -> tuple[Decision, ...]:
        """The decisions of one kind."""
        return tuple(decision for decision in self.entries if decision.kind is kind)


class _WrongEntry(Exception):  # never leaves this module
    """What is wrong with an entry, in Vietnamese and in English."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def read_decisions(folder: Path) -> Decisions:
    """Every decision in the TOML files of a folder; none where there is no folder."""
    entries: list[Decision] = []
    unreadable: list[Ruling] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            unreadable.append(_refused(path.name, str(error), str(error)))
            continue
        for name, kind, entry in _listed(path.name, told):
            try:
                entries.append(_decision(name, kind, entry))
            except _WrongEntry as wrong:
                unreadable.append(_refused(name, wrong.vi, wrong.en))
    return Decisions(tuple(entries), tuple(unreadable))


def _refused(name: str, vi: str, en: str) -> Ruling:
    details = {"decision": name, "fault_vi": vi, "fault_en": en}
    return Ruling(name, None, State.REFUSED, issue=Issue("decision.unreadable", details=details))


def _listed(file: str, told: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    for kind, entries in told.items():
        listed = entries if isinstance(entries, list) else [entries]
        for place, entry in enumerate(listed, start=1):
            yield f"{file} {kind} {place}", kind, entry


def _decision(name: str, written: str, entry: object) -> Decision:
    if written not in list(Kind) or not isinstance(entry, dict):
        known = ", ".join(f"[[{kind}]]" for kind in Kind)
        raise _WrongEntry(f"mỗi mục phải là một trong {known}", f"an entry is one of {known}")
    kind = Kind(written)
    required = (*_ALWAYS, *_OWN[kind])
    missing = [key for key in required if key not in entry]
    if missing:
        keys = ", ".join(missing)
        raise _WrongEntry(f"thiếu {keys}", f"{keys} missing")
    unknown = sorted(set(entry) - {*required, *_OPTIONAL.get(kind, ())})
    if unknown:
        keys = ", ".join(unknown)
        raise _WrongEntry(f"có mục không dùng đến: {keys}", f"unknown: {keys}")
    cell = _text(entry, "cell").upper() if "cell" in entry else None
    if cell is not None and ("sheet" not in entry or not _CELL.fullmatch(cell)):
        raise _WrongEntry(
            "cell phải là một ô như K12 và đi cùng sheet", "cell is a cell such as K12 of a sheet"
        )
    sha256 = _text(entry, "sha256").lower()
    if not _HASH.fullmatch(sha256):
        raise _WrongEntry(
            f"sha256 phải có ít nhất {SHORTEST_HASH} chữ số hệ 16 đầu tiên",
            f"sha256 has at least its first {SHORTEST_HASH} hexadecimal digits",
        )
    return Decision(
        name=name,
        kind=kind,
        path=_text(entry, "path").replace("\\", "/").removeprefix("raw/"),
        sha256=sha256,
        by=_text(entry, "by"),
        on=_day(entry),
        why=_text(entry, "why"),
        sheet=_text(entry, "sheet") if "sheet" in entry else None,
        cell=cell,
        stands=_value(entry, "from") if kind is Kind.CORRECTION else None,
        value=_value(entry, "to") if kind is Kind.CORRECTION else None,
        code=_text(entry, "code") if kind is Kind.WAIVER else None,
    )


def _text(entry: Mapping[str, object], key: str) -> str:
    value = entry[key]
    if not isinstance(value, str) or not value.strip():
        raise _WrongEntry(f"{key} phải là một chuỗi không trống", f"{key} is a text, not blank")
    return unicodedata.normalize("NFC", value.strip())


def _day(entry: Mapping[str, object]) -> date:
    value = entry["on"]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _WrongEntry("on phải là một ngày, ví dụ 2018-01-22", "on is a day such as 2018-01-22")
    return value


def _value(entry: Mapping[str, object], key: str) -> CellValue:
    """What a cell holds: text, a number or a day; a blank text for a blank cell."""
    value = entry[key]
    if not isinstance(value, _VALUES):
        raise _WrongEntry(
            f"{key} phải là chuỗi, số hoặc ngày", f"{key} is a text, a number or a day"
        )
    return value.strip() if isinstance(value, str) else value
