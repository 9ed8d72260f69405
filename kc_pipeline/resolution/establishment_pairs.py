"""Pairs of establishments that may be one in truth: for people to settle, never merged here.

Compared are establishments of one district, or of which one has none. Names are compared without
tones and legal form, and only where they share a key: the name without one word, or without one
letter; so the work grows with the number of establishments and not with its square. A text longer
than any name is asked about only where all its words are the same. Two numbers that differ by more
than a slip are two establishments.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kc_pipeline.intake.establishment_names import LegalForms, read_name
from kc_pipeline.intake.wording import same_key, without_tones
from kc_pipeline.resolution.establishments import Establishment

ALIKE = 85
"""Percent of likeness from which two names are asked about."""

_SLIP = 2
"""Digits by which two registration numbers may differ and still be one, mistyped."""

_LARGEST_BLOCK = 30
"""More names than this share a key only where it says nothing, as `nông nghiệp` does."""

_FEWEST_LETTERS = 4

_MOST_LETTERS = 200
"""More than any name has. A cell may hold 32 767, whose keys would take their square in memory."""


@dataclass(frozen=True, slots=True)
class SuspectedPair:
    """Two establishments, the lesser id first, and how alike their names are in percent."""

    first: Establishment
    second: Establishment
    similarity: int


def suspected_pairs(
    establishments: Iterable[Establishment],
    legal_forms: LegalForms,
    distinct: Iterable[Mapping[str, str]] = (),
) -> list[SuspectedPair]:
    """The pairs to ask about, the most alike first.

    ``distinct`` are the rows of ``establishments_distinct.csv``: ``name`` and ``other_name`` are
    known to be two, in the ``district_code`` or, where that is blank, everywhere.
    """
    listed = sorted(establishments, key=lambda e: e.establishment_id)
    settled = {
        (row["district_code"] or "", frozenset(map(same_key, (row["name"], row["other_name"]))))
        for row in distinct
    }
    names = [_bare(e.name, legal_forms) for e in listed]
    pairs = [
        SuspectedPair(listed[a], listed[b], _likeness(names[a], names[b]))
        for a, b in sorted(_candidates(listed, names))
        if _is_open(listed[a], listed[b], settled)
    ]
    alike = [pair for pair in pairs if pair.similarity >= ALIKE]
    return sorted(alike, key=lambda p: (-p.similarity, p.first.establishment_id))


def _bare(name: str, forms: LegalForms) -> tuple[str, ...]:
    """The words of a name in small letters, without tones and legal form."""
    glued = read_name(name, forms).toneless_key.partition(":")[2]
    words = without_tones(same_key(name)).split()
    for start in range(len(words)):
        if "".join(words[start:]) == glued:
            return tuple(words[start:])
    return (glued,)


def _candidates(listed: list[Establishment], names: list[tuple[str, ...]]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    nowhere = [n for n, one in enumerate(listed) if one.district_code is None]
    for n, one in enumerate(listed):
        for key in _keys(names[n]):
            blocks[one.district_code or "", key].append(n)
    districts = sorted({one.district_code for one in listed if one.district_code})
    for n in nowhere:
        for key in _keys(names[n]):
            for district in districts:
                if (district, key) in blocks:
                    blocks[district, key].append(n)
    return {
        (a, b)
        for members in blocks.values()
        if len(members) <= _LARGEST_BLOCK
        for a, b in combinations(sorted(set(members)), 2)
    }


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    """What a name has in common with those that differ from it by a word or a letter."""
    glued = "".join(words)
    yield f"={glued}"
    yield "~" + " ".join(sorted(words))
    if len(glued) > _MOST_LETTERS:
        return
    if len(glued) >= _FEWEST_LETTERS:
        for place in range(len(glued)):
            yield f"-{glued[:place]}{glued[place + 1 :]}"
    if len(words) > 1:
        yield f"+{glued}"
    if len(words) > 2:  # noqa: PLR2004  # of two words the rest says too little
        for place in range(len(words)):
            yield "+" + "".join(words[:place] + words[place + 1 :])


def _is_open(
    first: Establishment, second: Establishment, settled: set[tuple[str, frozenset[str]]]
) -> bool:
    """Whether nothing tells yet that they are two: no decision, no numbers far apart."""
    if first.registration_no and second.registration_no:
        numbers = (_digits(first.registration_no), _digits(second.registration_no))
        if OSA.distance(*numbers, score_cutoff=_SLIP) > _SLIP:
            return False
    districts = {"", first.district_code or "", second.district_code or ""}
    names = {
        frozenset({same_key(one), same_key(other)})
        for one in first.spellings
        for other in second.spellings
    }
    return not any((district, pair) in settled for district in districts for pair in names)


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isalnum())


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Of the names as written, of their words in any order, or of the one within the other."""
    one, other = " ".join(first), " ".join(second)
    scores = [fuzz.ratio("".join(first), "".join(second)), fuzz.token_sort_ratio(one, other)]
    if min(len(first), len(second)) > 1 and set(first) & set(second) in (set(first), set(second)):
        scores.append(ALIKE)
    return int(max(scores))
