"""A SQL file under ``assets/<schema>/<name>.sql`` is one table or view of the warehouse.

Its header is the only place where title, grain, columns, units and checks stand; what it depends
on is read from its SQL. Here files become declarations, in an order they can be built in. Nothing
is run here: ``build`` makes the tables, ``checks`` looks at them. Rules (``assets/rules``) have a
header of their own and share only ``front_matter``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.declared_name import is_name, schema_and_name
from kc_pipeline.warehouse.front_matter import Entries, front_matter
from kc_pipeline.warehouse.select_statement import SelectStatement, read_select

__all__ = [
    "ColumnDoc",
    "DeclaredCheck",
    "Header",
    "SqlAsset",
    "SqlAssets",
    "front_matter",
    "load_sql_assets",
    "read_columns",
    "read_sql_asset",
]

_HEADER = ("title", "title_vi", "grain", "keys", "kind", "caveats", "columns", "checks")
_COLUMN = ("about", "about_vi", "unit", "cell", "not_null")
_CHECK = ("about", "blocking", "sql")


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """What a column holds: ``unit`` of its numbers, ``cell`` the input column it is read from."""

    name: str
    about: str
    about_vi: str | None = None
    unit: str | None = None
    cell: str | None = None
    not_null: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCheck:
    """A query that returns the rows at fault; ``blocking`` keeps the build from being published."""

    name: str
    about: str
    blocking: bool
    select: SelectStatement


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter of a table: all that is said about it in words."""

    title: str
    title_vi: str
    grain: str
    keys: tuple[str, ...]
    columns: tuple[ColumnDoc, ...]
    checks: tuple[DeclaredCheck, ...]
    kind: Literal["table", "view"] = "table"
    caveats: str | None = None


@dataclass(frozen=True, slots=True)
class SqlAsset:
    """One table or view: its name, its header, its select and the tables that select reads."""

    schema: str
    name: str
    path: Path
    header: Header
    sql: str
    depends_on: frozenset[str]

    @property
    def qualified_name(self) -> str:
        """Give the name SQL calls it by, ``core.projects``."""
        return f"{self.schema}.{self.name}"

    @property
    def needs(self) -> frozenset[str]:
        """Give what must be built before it can be built *and* checked."""
        read = (check.select.reads for check in self.header.checks)
        return self.depends_on.union(*read) - {self.qualified_name}


@dataclass(frozen=True, slots=True)
class SqlAssets:
    """All declared tables by qualified name, in the order they can be built in."""

    by_name: Mapping[str, SqlAsset]

    def __getitem__(self, qualified_name: str) -> SqlAsset:
        return self.by_name[qualified_name]

    def __iter__(self) -> Iterator[SqlAsset]:
        return iter(self.by_name.values())

    def __len__(self) -> int:
        return len(self.by_name)

    def in_order(self) -> tuple[SqlAsset, ...]:
        """Give every table after those it needs; among equals by schema as loaded, then name."""
        return tuple(self.by_name.values())

    def layer(self, schema: str) -> tuple[SqlAsset, ...]:
        """Give the tables of one schema, in order."""
        return tuple(asset for asset in self if asset.schema == schema)


def load_sql_assets(
    assets_dir: Path,
    schemas: Sequence[str],
    external: Collection[str] = ("staging", "reference"),
) -> SqlAssets:
    """Read every ``<schema>/*.sql`` under ``assets_dir``.

    ``external`` names what is loaded and not made by SQL: a schema with all its tables
    (``staging``) or a single table (``staging.projects``). A DeclarationError names the file that
    is wrong in itself, that reads a table nobody makes, or that is part of a circle.
    """
    assets: dict[str, SqlAsset] = {}
    for schema in schemas:
        folder = assets_dir / schema
        if not folder.is_dir():
            raise DeclarationError(f"{folder}: there is no such folder for the schema {schema}")
        for path in sorted(folder.glob("*.sql")):
            asset = read_sql_asset(path)
            assets[asset.qualified_name] = asset
    for asset in assets.values():
        _refuse_unknown_tables(asset, assets, frozenset(external))
    return SqlAssets(_sorted_by_need(assets))


def read_sql_asset(path: Path) -> SqlAsset:
    """Read one file; its folder is the schema, its name the table."""
    return _read(path.read_text(encoding="utf-8"), path)


@lru_cache(maxsize=256)
def _read(text: str, path: Path) -> SqlAsset:
    """Read a text once a process: whoever asks for the tables anew is given the same ones."""
    schema, name = schema_and_name(path)
    entries, sql = front_matter(text, path)
    select = read_select(sql, str(path))
    if f"{schema}.{name}" in select.reads:
        raise DeclarationError(f"{path}: the table reads itself")
    header = _header(Entries(entries, str(path)))
    return SqlAsset(schema, name, path, header, select.sql, select.reads)


def _header(entries: Entries) -> Header:
    entries.refuse_others(_HEADER)
    kind = entries.optional_text("kind") or "table"
    if kind not in ("table", "view"):
        raise DeclarationError(f"{entries.place}: kind must be table or view, not {kind}")
    columns = read_columns(entries, "columns")
    if not columns:
        raise DeclarationError(f"{entries.place}: [columns] is missing")
    keys = entries.texts("keys")
    undocumented = [key for key in keys if key not in {column.name for column in columns}]
    if undocumented:
        lacking = ", ".join(undocumented)
        raise DeclarationError(f"{entries.place}: [columns] lacks of the keys: {lacking}")
    if len(set(keys)) < len(keys):
        raise DeclarationError(f"{entries.place}: a key is named twice: {', '.join(keys)}")
    checks = tuple(
        _check(name, value, entries.place) for name, value in entries.table("checks").items()
    )
    return Header(
        title=entries.text("title"),
        title_vi=entries.text("title_vi"),
        grain=entries.text("grain"),
        keys=keys,
        columns=columns,
        checks=checks,
        kind="view" if kind == "view" else "table",
        caveats=entries.optional_text("caveats"),
    )


def read_columns(entries: Entries, key: str) -> tuple[ColumnDoc, ...]:
    """Read a table of columns, each described; DeclarationError names the one that is wrong."""
    return tuple(_column(name, value, entries.place) for name, value in entries.table(key).items())


def _column(name: str, value: object, place: str) -> ColumnDoc:
    """Read a column's entry: its text alone, or a table with ``about`` and more."""
    place = f"{place}, column {name}"
    if not is_name(name):
        raise DeclarationError(f"{place}: the name must be lower case letters, digits and _")
    entries = Entries(value if isinstance(value, dict) else {"about": value}, place)
    entries.refuse_others(_COLUMN)
    return ColumnDoc(
        name=name,
        about=entries.text("about"),
        about_vi=entries.optional_text("about_vi"),
        unit=entries.optional_text("unit"),
        cell=entries.optional_text("cell"),
        not_null=entries.truth("not_null", default=False),
    )


def _check(name: str, value: object, place: str) -> DeclaredCheck:
    place = f"{place}, check {name}"
    if not isinstance(value, dict):
        raise DeclarationError(f"{place}: a check is a table with about and sql")
    if not is_name(name) or name == "keys_are_unique" or name.endswith("_is_not_null"):
        raise DeclarationError(f"{place}: the name is reserved or not lower_case_with_underscores")
    entries = Entries(value, place)
    entries.refuse_others(_CHECK)
    return DeclaredCheck(
        name=name,
        about=entries.text("about"),
        blocking=entries.truth("blocking", default=True),
        select=read_select(entries.text("sql"), place),
    )


def _refuse_unknown_tables(
    asset: SqlAsset, assets: Mapping[str, SqlAsset], external: frozenset[str]
) -> None:
    for name in sorted(asset.needs):
        if name not in assets and name not in external and name.split(".")[0] not in external:
            raise DeclarationError(f"{asset.path}: there is no table {name}")


def _sorted_by_need(assets: Mapping[str, SqlAsset]) -> dict[str, SqlAsset]:
    position = {name: place for place, name in enumerate(assets)}
    sorter = TopologicalSorter(
        {name: sorted(asset.needs & assets.keys()) for name, asset in assets.items()}
    )
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        path = assets[circle[0]].path
        raise DeclarationError(f"{path}: tables need each other: {' → '.join(circle)}") from error
    ordered: dict[str, SqlAsset] = {}
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=position.__getitem__)
        ordered.update((name, assets[name]) for name in ready)
        sorter.done(*ready)
    return ordered
