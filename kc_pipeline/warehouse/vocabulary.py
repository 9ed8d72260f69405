"""What columns are called in Vietnamese: ``assets/vocabulary.toml``, for headers that say no more.

One name has one meaning throughout the warehouse, so it is said once.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.sql_asset import ColumnDoc


def load_vocabulary(assets: Path) -> Mapping[str, str]:
    """The Vietnamese texts by name of column. Raises DeclarationError for what is no text."""
    path = assets / "vocabulary.toml"
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{path}: no valid TOML: {error}") from error
    wrong = [name for name, text in words.items() if not isinstance(text, str) or not text.strip()]
    if wrong:
        raise DeclarationError(f"{path}: not a text: {', '.join(wrong)}")
    return words


def with_words(
    columns: Iterable[ColumnDoc], words: Mapping[str, str], place: str
) -> tuple[ColumnDoc, ...]:
    """The columns, those without a Vietnamese text of their own with that of their name.

    Raises DeclarationError that names ``place`` for one that has neither.
    """
    told = tuple(
        column if column.about_vi else replace(column, about_vi=words.get(column.name))
        for column in columns
    )
    lacking = [column.name for column in told if not column.about_vi]
    if lacking:
        raise DeclarationError(
            f"{place}: no Vietnamese meaning of {', '.join(lacking)}: give the column about_vi, or "
            "its name a text in vocabulary.toml"
        )
    return told
