"""The submission forms as declared under ``assets/forms``: sheets, headings, groups, cover.

A form is data; reading code asks these objects and knows no form by name. What a column holds is
said by the schemas, not here.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kc_pipeline.errors import DeclarationError
from kc_pipeline.intake.money import MoneyUnit, recognise_unit
from kc_pipeline.intake.wording import heading_key, same_key
from kc_pipeline.schemas.columns import Table

HeadingPath = tuple[str, ...]
"""The keys of a heading from its top row to its bottom row: one part, or A over B."""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """How one table stands in a form: the sheet's names and each column's headings.

    ``on_one_line`` are the columns of headings of two rows by their keys if written in one cell.
    ``parts`` are the keys that a cell of a heading may have.
    """

    table: Table
    names: frozenset[str]
    headings: Mapping[HeadingPath, str]
    on_one_line: Mapping[str, str]
    parts: frozenset[str]
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """A group row: its mark (``II``), or any number of a range, and the values it gives."""

    mark: str | None
    numbers: range | None
    gives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CoverForm:
    """Where the cover facts stand and under which labels (keys)."""

    sheets: frozenset[str]
    labels: Mapping[str, str]
    version_in_title: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Form:
    """One submission form."""

    id: str
    title_vi: str
    years: tuple[int, ...]
    money_unit: MoneyUnit
    cover: CoverForm
    groups: tuple[Group, ...]
    sheets: tuple[SheetForm, ...]

    def sheet_for(self, name: str) -> SheetForm | None:
        """The table sheet of that name, compared as loosely as headings; None if it is none."""
        key = same_key(name)
        return next((sheet for sheet in self.sheets if key in sheet.names), None)

    def is_cover(self, name: str) -> bool:
        """Whether a sheet of that name is the cover sheet."""
        return same_key(name) in self.cover.sheets

    def given_by_groups(self, table: str) -> frozenset[str]:
        """The columns whose values group rows give: only the projects table is grouped so."""
        if table != "projects":
            return frozenset()
        return frozenset(column for group in self.groups for column in group.gives)


def heading_path(written: str) -> HeadingPath:
    """``Kinh phí / Kế hoạch`` is A over B; a slash without spaces belongs to the wording."""
    return tuple(_key(part) for part in written.split(" / "))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return heading_key(text)


def load_forms(folder: Path, tables: Iterable[Table]) -> tuple[Form, ...]:
    """Every form of the folder, by file name.

    Raises DeclarationError naming the file and the entry when a form contradicts the schemas.
    """
    by_name = {table.name: table for table in tables}
    forms: dict[str, Form] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            form = _form(tomllib.loads(path.read_text(encoding="utf-8")), by_name)
        except KeyError as error:
            raise DeclarationError(f"{path}: the entry {error} is missing") from error
        except (ValueError, TypeError) as error:
            raise DeclarationError(f"{path}: {error}") from error
        if form.id in forms:
            raise DeclarationError(f"{path}: id {form.id!r} is another form's already")
        forms[form.id] = form
    return tuple(forms.values())


def _form(declared: Mapping[str, Any], tables: Mapping[str, Table]) -> Form:
    unit = recognise_unit(declared["money_unit"])
    if unit is None:
        raise ValueError(f"money_unit {declared['money_unit']!r} is no unit of money")
    return Form(
        id=declared["id"],
        title_vi=declared["title_vi"],
        years=tuple(declared["years"]),
        money_unit=unit,
        cover=_cover(declared["cover"]),
        groups=tuple(_group(group) for group in declared.get("groups", ())),
        sheets=tuple(_sheet(tables, name, sheet) for name, sheet in declared["sheets"].items()),
    )


def _cover(declared: Mapping[str, Any]) -> CoverForm:
    places = {"sheet": declared.get("sheet", []), "above_tables": []}
    if declared["place"] not in places:
        raise ValueError(f"the cover's place is one of {', '.join(places)}")
    title = declared.get("version_in_title")
    return CoverForm(
        sheets=frozenset(same_key(name) for name in places[declared["place"]]),
        labels={
            _key(label): fact for fact, labels in declared["labels"].items() for label in labels
        },
        version_in_title=re.compile(title, re.IGNORECASE) if title else None,
    )


def _group(declared: Mapping[str, Any]) -> Group:
    mark = declared["mark"]
    first, dots, last = mark.partition("..")
    numbers = range(int(first), int(last) + 1) if dots else None
    return Group(None if dots else mark, numbers, declared["gives"])


def _sheet(tables: Mapping[str, Table], name: str, declared: Mapping[str, Any]) -> SheetForm:
    table = tables.get(name)
    if table is None:
        raise ValueError(f"there is no table {name!r} for a sheet")
    known = {column.name for column in table.columns}
    headings: dict[HeadingPath, str] = {}
    for column, written in declared["headings"].items():
        if column not in known:
            raise ValueError(f"{name} has no column {column!r}: its model in schemas declares them")
        for heading in written:
            if headings.setdefault(heading_path(heading), column) != column:
                raise ValueError(f"heading {heading!r} of {table.name} stands for two columns")
    on_one_line: dict[str, str] = {}
    for path, column in headings.items():
        for key in _on_one_line(path):
            on_one_line.setdefault(key, column)
    return SheetForm(
        table=table,
        names=frozenset(same_key(name) for name in declared["names"]),
        headings=headings,
        on_one_line=on_one_line,
        parts=frozenset(part for path in headings for part in path).union(on_one_line),
        written={column: written[0] for column, written in declared["headings"].items()},
    )


def _on_one_line(path: HeadingPath) -> Iterator[str]:
    """A over B written in one cell: ``A / B`` or ``A - B`` or ``A B``; nothing for A alone."""
    if len(path) > 1:
        for mark in ("/", "-", " ", ": "):
            yield same_key(mark.join(path))
