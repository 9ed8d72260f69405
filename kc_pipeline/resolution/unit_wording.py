"""Which units a text names: kinds and names, in the order written, without deciding which unit.

``Tân Lập - TX Bình An`` names something called Tân Lập and a thị xã called Bình An. Words that
begin like a kind may belong to a name (``Phuong Vien`` is Phương Viên, no phường), so what is a
known name is asked of the caller. Time and place are for `units` and `place_choice`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kc_pipeline.intake.wording import has_tones, same_key, tidy, without_tones
from kc_pipeline.resolution.unit import Level

_WRITTEN_KINDS = {
    "tỉnh": "Tỉnh",
    "thành phố": "Thành phố thuộc tỉnh",
    "tp": "Thành phố thuộc tỉnh",
    "t.p": "Thành phố thuộc tỉnh",
    "thị xã": "Thị xã",
    "tx": "Thị xã",
    "t.x": "Thị xã",
    "huyện": "Huyện",
    "h": "Huyện",
    "thị trấn": "Thị trấn",
    "tt": "Thị trấn",
    "t.t": "Thị trấn",
    "phường": "Phường",
    "p": "Phường",
    "xã": "Xã",
    "x": "Xã",
}
_LEVEL_OF = {
    "Tỉnh": Level.PROVINCE,
    "Thành phố thuộc tỉnh": Level.DISTRICT,
    "Thị xã": Level.DISTRICT,
    "Huyện": Level.DISTRICT,
    "Thị trấn": Level.COMMUNE,
    "Phường": Level.COMMUNE,
    "Xã": Level.COMMUNE,
}
_KINDS = {same_key(w): k for w, k in _WRITTEN_KINDS.items()} | {
    without_tones(w): k for w, k in _WRITTEN_KINDS.items()
}
_SEPARATORS = re.compile(r"[,;()/]|(?<=\s)[-–—](?=\s)|(?<=\w)[-–—](?=\w)|\s[-–—]|[-–—]\s")
_DOT = re.compile(r"(?<=\w)\.(?=\s*\w)")
_FILLERS = re.compile(
    r"^(?:trên địa bàn|trên toàn|trong toàn|tại địa bàn|địa bàn|trong|tại|toàn"
    r"|tren dia ban|tren toan|dia ban|tai|toan)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameKey:
    """What a unit's bare name is compared by; ``is_toneless`` if it was written without tones."""

    key: str
    is_toneless: bool


_MOST_WORDS = 12
"""Twice as many as any unit's kind and name have."""


@dataclass(frozen=True, slots=True)
class Named:
    """One unit as named in a text: its kind if told, and its bare name."""

    kind: str | None
    name: NameKey

    @property
    def level(self) -> Level | None:
        """Give the level that the kind tells."""
        return _LEVEL_OF[self.kind] if self.kind else None


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """All units a text names; ``rest`` is what stands before them and names no known unit."""

    units: tuple[Named, ...]
    rest: str


def name_key(text: str) -> NameKey:
    """Give the key of a bare name."""
    key = same_key(text)
    return (
        NameKey(without_tones(key), is_toneless=True)
        if not has_tones(text)
        else NameKey(key, is_toneless=False)
    )


def without_fillers(text: str) -> str:
    """Give the text without such words as ``trên địa bàn`` at its beginning."""
    line = tidy(text)
    while (shorter := _FILLERS.sub("", line)) != line:
        line = shorter
    return line


def split_kind(text: str) -> tuple[str | None, str]:
    """Split ``TX. Bình An`` into the kind and the bare name; no kind where none is written.

    A kind alone, without a name, is returned with an empty name.
    """
    words = _DOT.sub(". ", tidy(text)).split()
    for count in (2, 1):
        kind = _KINDS.get(same_key(" ".join(words[:count])))
        if kind is not None and len(words) >= count:
            return kind, " ".join(words[count:])
    return None, tidy(text)


def named_units(text: str, is_known: Callable[[Named], bool]) -> NamedUnits:
    """Give the units a text names, as far as they are known."""
    found: list[Named] = []
    rest: list[str] = []
    for segment in _SEPARATORS.split(without_fillers(text)):
        words = _DOT.sub(". ", segment).split()
        if not words:
            continue
        units, unknown = _of_words(words, is_known)
        found += units
        if unknown:
            rest.append(unknown)
    return NamedUnits(tuple(found), ", ".join(rest))


def _of_words(words: list[str], is_known: Callable[[Named], bool]) -> tuple[list[Named], str]:
    """Give the units at the end of the words, and the words before that name none.

    Only so many words at the end are looked at as a unit's have: a cell may hold thousands.
    """
    units: list[Named] = []
    while words:
        starts = range(max(0, len(words) - _MOST_WORDS), len(words))
        readings = ((start, named) for start in starts for named in _readings(words[start:]))
        told = (
            (start, named)
            for start, named in readings
            if (start == 0 or named.kind) and is_known(named)
        )
        start, found = next(told, (0, None))
        if found is None:
            break
        units.insert(0, found)
        words = words[:start]
    return units, " ".join(words)


def _readings(words: list[str]) -> Iterator[Named]:
    """Give the ways to read words as one unit: all of them a name, or a kind and a name."""
    text = " ".join(words)
    yield Named(None, name_key(text))
    kind, name = split_kind(text)
    if kind is not None and name:
        yield Named(kind, name_key(name))
