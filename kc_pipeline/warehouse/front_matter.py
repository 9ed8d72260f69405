"""The TOML front matter at the head of a SQL file, for tables and rules alike.

What the entries mean is the business of whoever reads them (``sql_asset``, the rules); here are
only the block itself and the typed look-ups that name the file and the entry when one is wrong.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.errors import DeclarationError


def front_matter(text: str, path: Path) -> tuple[dict[str, object], str]:
    """Split a SQL file into its TOML front matter and the SQL below it.

    The file begins with the block ``/* … */``; ``path`` only serves the message of the
    DeclarationError that a missing block, bad TOML or an empty rest raises.
    """
    opened = text.removeprefix("\ufeff").lstrip()
    if not opened.startswith("/*"):
        raise DeclarationError(f"{path}: the file must begin with a TOML header in /* … */")
    header, end, sql = opened.removeprefix("/*").partition("*/")
    if not end:
        raise DeclarationError(f"{path}: the header's /* is never closed by */")
    try:
        entries: dict[str, object] = tomllib.loads(header)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{path}: the header is no valid TOML: {error}") from error
    if not sql.strip():
        raise DeclarationError(f"{path}: there is no SQL below the header")
    return entries, sql.strip()


@dataclass(frozen=True, slots=True)
class Entries:
    """One TOML table with the place it stands at; every look-up checks the type."""

    values: Mapping[str, object]
    place: str

    def refuse_others(self, known: Collection[str]) -> None:
        """Raise when there are entries that nobody would read."""
        unknown = sorted(set(self.values) - set(known))
        if unknown:
            expected = ", ".join(sorted(known))
            raise DeclarationError(
                f"{self.place}: unknown entry {', '.join(unknown)}; known are {expected}"
            )

    def text(self, key: str) -> str:
        """Give a text that must be there and say something."""
        value = self.optional_text(key)
        if value is None:
            raise DeclarationError(f"{self.place}: {key} is missing")
        return value

    def optional_text(self, key: str) -> str | None:
        """Give a text, or None where the entry is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise DeclarationError(f"{self.place}: {key} must be a text, not {value!r}")
        return value.strip()

    def truth(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise DeclarationError(f"{self.place}: {key} must be true or false, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, empty where the entry is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise DeclarationError(f"{self.place}: {key} must be a list of texts, not {value!r}")
        return tuple(value)

    def table(self, key: str) -> Mapping[str, object]:
        """Give a TOML table, empty where the entry is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise DeclarationError(f"{self.place}: {key} must be a table, not {value!r}")
        return value
