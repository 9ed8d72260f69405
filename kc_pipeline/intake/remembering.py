"""Remembering what was made of a short text: tables repeat their wordings.

Long texts seldom repeat, and keeping thousands of them would cost memory without bound: they are
worked out each time.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

LONGEST: Final = 300
"""Characters of the longest text that is kept."""

Text = TypeVar("Text", str, tuple[str, ...])
Result = TypeVar("Result")


def remembered(most: int) -> Callable[[Callable[[Text], Result]], Callable[[Text], Result]]:
    """A decorator: the results of the ``most`` texts used last are kept, none over `LONGEST`."""

    def decorate(make: Callable[[Text], Result]) -> Callable[[Text], Result]:
        kept = lru_cache(maxsize=most)(make)

        @wraps(make)
        def answer(text: Text) -> Result:
            length = len(text) if isinstance(text, str) else sum(map(len, text))
            return kept(text) if length <= LONGEST else make(text)

        return answer

    return decorate
