"""All that is said of schemas, tables, macros and their columns, as rows: ``quality.dictionary``.

The words stand in the headers under ``assets`` and in its vocabulary; nothing is said here but what
the schemas are.
"""

import re
from collections.abc import Iterable, Iterator

import pyarrow as pa

from kc_pipeline.warehouse.build import table_comment
from kc_pipeline.warehouse.macro import Macro
from kc_pipeline.warehouse.sql_asset import ColumnDoc, SqlAsset, SqlAssets

SCHEMAS = {
    "core": (
        "The rows themselves, accepted and in force, one table a form table; units and codes",
        "Số liệu gốc đã chấp nhận, mỗi biểu một bảng; đơn vị hành chính và các danh mục",
    ),
    "quality": (
        "What came in, what was wrong with it, what is held back, and what is in this file",
        "Báo cáo đã nhận, các phát hiện, dòng bị giữ lại và từ điển dữ liệu",
    ),
    "sections": (
        "One table a section of the assessment, for every phase; null in a dimension is its total",
        "Mỗi mục của báo cáo đánh giá một bảng, cho từng giai đoạn; để trống nghĩa là tổng",
    ),
    "assessment": (
        "The figures, the cells behind them, and the comparison with what was published",
        "Các số liệu đánh giá, ô nguồn của từng số liệu và đối chiếu với số đã công bố",
    ),
}
"""What each published schema holds, in English and Vietnamese."""

_REFERS = re.compile(r"key into `(?P<table>[a-z_]+\.[a-z0-9_]+)`")
_Row = dict[str, object]


def refers_to(column: ColumnDoc) -> str | None:
    """The table whose key a column holds, as its text tells."""
    found = _REFERS.search(column.about)
    return found["table"] if found else None


def dictionary_table(assets: SqlAssets, macros: Iterable[Macro]) -> pa.Table:
    """One row a schema, table, view, macro, column and parameter, in the order to be read in."""
    rows = list(_rows(assets, list(macros)))
    texts = (
        "schema_name", "object_name", "column_name", "kind", "about", "about_vi", "unit",
        "refers_to",
    )  # fmt: skip
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in texts}
    truths = {
        name: pa.array([row.get(name) for row in rows], pa.bool_())
        for name in ("is_key", "is_required")
    }
    return pa.table({"place": pa.array(range(len(rows)), pa.int64()), **columns, **truths})


def _rows(assets: SqlAssets, macros: list[Macro]) -> Iterator[_Row]:
    for schema, (about, about_vi) in SCHEMAS.items():
        yield {"schema_name": schema, "kind": "schema", "about": about, "about_vi": about_vi}
        for asset in sorted(assets.layer(schema), key=lambda asset: asset.name):
            yield from _of_table(asset)
        for macro in sorted(macros, key=lambda macro: macro.name):
            if macro.schema == schema:
                yield from _of_macro(macro)


def _of_table(asset: SqlAsset) -> Iterator[_Row]:
    named: _Row = {"schema_name": asset.schema, "object_name": asset.name}
    header = asset.header
    about = table_comment(header)
    yield {**named, "kind": header.kind, "about": about, "about_vi": header.title_vi}
    for column in header.columns:
        yield {
            **_told(named, column, "column"),
            "is_key": column.name in header.keys,
            "is_required": column.not_null,
        }


def _of_macro(macro: Macro) -> Iterator[_Row]:
    named: _Row = {"schema_name": macro.schema, "object_name": macro.name}
    about = " – ".join(part for part in (macro.title, macro.grain, macro.caveats) if part)
    yield {**named, "kind": "macro", "about": about, "about_vi": macro.title_vi}
    for parameter in macro.parameters:
        yield _told(named, parameter, "parameter")
    for column in macro.columns:
        yield _told(named, column, "column")


def _told(named: _Row, column: ColumnDoc, kind: str) -> _Row:
    return {
        **named,
        "column_name": column.name,
        "kind": kind,
        "about": column.about,
        "about_vi": column.about_vi,
        "unit": column.unit,
        "refers_to": refers_to(column),
    }
