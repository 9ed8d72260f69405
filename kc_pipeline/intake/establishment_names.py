"""When two written names mean the same establishment.

Names agree but for legal-form abbreviation, case, spacing, punctuation, Unicode form and tone
placement. Within which district names are compared, and which accented twin a name without tones
has, is for the caller: it needs all the names of a district.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kc_pipeline.intake.remembering import remembered
from kc_pipeline.intake.wording import has_tones, settle_tones, tidy, without_tones


@dataclass(frozen=True, slots=True)
class LegalForms:
    """The wordings of legal forms by key, the bare letters of these keys and the most of them."""

    forms: Mapping[str, tuple[str, ...]]
    bare: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class EstablishmentName:
    """What a name is compared by.

    Equal `key`: the same name. `toneless_key` is for a name whose text was written wholly without
    diacritics (`has_tones` is False): it is equal to that of the accented twin.
    """

    key: str
    toneless_key: str
    has_tones: bool


# Few words and signs make up most names.
_REMEMBERED: Final = 4096

_GAP: Final = re.compile(r"(?<![0-9]) | (?![0-9])")
_KEPT_PUNCTUATION: Final = "&"


def legal_forms(rows: Iterable[Mapping[str, str]]) -> LegalForms:
    """The table of legal forms from rows with the columns `form` and `written`.

    `form` is a code, or several joined by `+` for a wording that names them in one (`CTCP`). A
    wording is also known without its tones. Raises ValueError where one wording, with or without
    tones, would mean two forms, and where a row is blank.
    """
    forms: dict[str, tuple[str, ...]] = {}
    for row in rows:
        form, written = row["form"].strip(), tidy(row["written"])
        words = _words(written)
        if not form or not words:
            message = f"legal form with an empty column: {form!r}, {written!r}"
            raise ValueError(message)
        codes = tuple(form.split("+"))
        for key in (_glued(words), without_tones(_glued(words))):
            if forms.setdefault(key, codes) != codes:
                message = f"legal form {written!r} is both {forms[key]} and {codes}"
                raise ValueError(message)
    bare = frozenset(map(_bare, forms))
    return LegalForms(forms, bare, max(map(len, bare), default=0))


def read_name(text: str, known: LegalForms) -> EstablishmentName:
    """What the name is compared by; an empty key where the text holds no name."""
    words = _words(tidy(text))
    codes: list[str] = []
    while words:
        count = _count_of_form_words(words, known)
        if count == 0:
            break
        codes += known.forms[_glued(words[:count])]
        words = words[count:]
    form, name = "+".join(codes), _glued(words)
    if not form and not name:
        return EstablishmentName("", "", has_tones=False)
    return EstablishmentName(
        f"{form}:{name}", f"{form}:{without_tones(name)}", has_tones=has_tones(text)
    )


def _count_of_form_words(words: list[str], known: LegalForms) -> int:
    """How many words at the beginning are the longest wording of a legal form they can be.

    Words are glued, which takes long, only where their bare letters are those of a wording.
    """
    count, bare = 0, ""
    for n, word in enumerate(words, start=1):
        bare += _bare(word)
        if len(bare) > known.longest:
            break
        if bare in known.bare and _glued(words[:n]) in known.forms:
            count = n
    return count


@remembered(_REMEMBERED)
def _bare(text: str) -> str:
    """The letters without any mark and without spaces: words glued have those of the words."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if c != " " and not unicodedata.combining(c))


def _words(tidied: str) -> list[str]:
    spaced = "".join(" " if _is_punctuation(char) else char for char in tidied)
    return [
        unicodedata.normalize("NFC", word.casefold())
        for run in spaced.split()
        for word in _cut_at_capitals(run)
    ]


def _cut_at_capitals(run: str) -> list[str]:
    """The words of a run written without spaces, as far as capitals tell: `HTX`, `Tân`, `Thành`."""
    starts = [
        place
        for place in range(1, len(run))
        if run[place].isupper()
        and (not run[place - 1].isupper() or run[place + 1 : place + 2].islower())
    ]
    return [run[start:end] for start, end in pairwise([0, *starts, len(run)])]


@lru_cache(maxsize=_REMEMBERED)
def _is_punctuation(char: str) -> bool:
    category = unicodedata.category(char)
    return (category[0] == "P" or category == "Sk") and char not in _KEPT_PUNCTUATION


def _glued(words: list[str]) -> str:
    """The words without the spaces, but for those that keep two numbers apart."""
    return settle_tones(_GAP.sub("", " ".join(words)))
