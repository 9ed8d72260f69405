"""Places, lead units, establishments and wording keys, resolved for the staged rows.

What a written name means is decided in `kc_pipeline.resolution`; here it is asked for every row and
the answers are staged.
"""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from kc_pipeline.intake.establishment_names import legal_forms
from kc_pipeline.intake.wording import same_key
from kc_pipeline.reference import Row
from kc_pipeline.resolution.establishments import (
    Mention,
    ResolvedEstablishments,
    resolve_establishments,
)
from kc_pipeline.resolution.units import Units
from kc_pipeline.rules.finding import Issue
from kc_pipeline.rules.places import Cells, RowIssue, RowPlace
from kc_pipeline.schemas.columns import Kind
from kc_pipeline.schemas.models import tables
from kc_pipeline.staging.establishment_pairs import establishment_pairs_table
from kc_pipeline.warehouse.build import load_inputs

Connection = duckdb.DuckDBPyConnection

_KEYED = {
    "fair_booths": ("fair_name",),
    "designs": ("product_kind", "product"),
    "selected_products": ("product",),
    "cluster_works": ("cluster_name",),
    "technology_supports": ("establishment", "equipment", "industry"),
    "training_classes": ("trade",),
}
"""Texts that are compared as headings are when they are counted or told apart."""


def stage_text_keys(connection: Connection) -> None:
    """``staging.text_keys``: one row a distinct text that is counted, with its key."""
    columns = [f"select {c} as written from staging.{t}" for t, cs in _KEYED.items() for c in cs]
    found = connection.execute(
        f"select distinct written from ({' union all '.join(columns)}) where written is not null "
        "order by written"
    ).fetchall()
    written = [text for (text,) in found]
    keys = [same_key(text) for text in written]
    table = pa.table(
        {"written": pa.array(written, pa.string()), "key": pa.array(keys, pa.string())}
    )
    load_inputs(connection, "staging", {"text_keys": table})


def stage_lead_units(connection: Connection, units: Units) -> None:
    """``staging.lead_units``: one row a project row whose lead unit is a reporting unit."""
    found = connection.execute(
        "select row_id, lead_unit, year from staging.projects "
        "where lead_unit is not null and year is not null order by row_id"
    ).fetchall()
    led = [
        (row_id, unit.code)
        for row_id, text, year in found
        if (unit := units.reporting_unit(text, year)) is not None
    ]
    table = pa.table(
        {
            "row_id": pa.array([row_id for row_id, _ in led], pa.int64()),
            "unit_code": pa.array([code for _, code in led], pa.string()),
        }
    )
    load_inputs(connection, "staging", {"lead_units": table})


def stage_places(connection: Connection, units: Units, cells: Cells) -> list[RowIssue]:
    """``staging.places``: one row a written place of a data row; its issues."""
    placed: list[dict[str, object]] = []
    issues: list[RowIssue] = []
    for table in tables():
        for column in table.columns:
            if column.kind is Kind.PLACE:
                more, noticed = _places_of(connection, table.name, column.name, units, cells)
                placed += more
                issues += noticed
    schema = pa.schema(
        [
            ("row_id", pa.int64()),
            ("column_name", pa.string()),
            ("unit_code", pa.string()),
            ("district_code", pa.string()),
            ("place_on", pa.date32()),
        ]
    )
    load_inputs(connection, "staging", {"places": pa.Table.from_pylist(placed, schema=schema)})
    return issues


def _places_of(
    connection: Connection, table: str, column: str, units: Units, cells: Cells
) -> tuple[list[dict[str, object]], list[RowIssue]]:
    found = connection.execute(
        f"select row_id, submission_id, sheet, row_no, year, unit_code, {column} "
        f"from staging.{table} where {column} is not null and year is not null "
        "and unit_code is not null order by row_id"
    ).fetchall()
    placed: list[dict[str, object]] = []
    issues: list[RowIssue] = []
    for row_id, submission_id, sheet, row_no, year, unit_code, text in found:
        place = units.place(text, year, unit_code)
        placed.append(
            {
                "row_id": row_id,
                "column_name": column,
                "unit_code": place.unit_code,
                "district_code": place.district_code,
                "place_on": place.on,
            }
        )
        if place.problem is not None:
            row = RowPlace(submission_id, sheet, row_no)
            cell = cells(row, column)
            details = {"name": place.name or "", "candidates": ", ".join(place.candidates)}
            issue = Issue(place.problem, sheet, cell.cell, row_no, cell.raw, details)
            issues.append(RowIssue(row, issue, row_id))
    return placed, issues


def stage_establishments(
    connection: Connection, reference: Mapping[str, Sequence[Row]], cells: Cells
) -> list[RowIssue]:
    """``staging.establishments`` and ``staging.establishment_links`` of the rows that count."""
    rows, mentions = _mentions(connection)
    forms = legal_forms(reference["legal_forms"])
    resolved = resolve_establishments(
        mentions,
        forms,
        reference["establishment_aliases"],
        # Ids stay when a province merges into another: its first code is the one.
        province=next(row["code"] for row in reference["units"] if row["level"] == "tinh"),
    )
    _load_establishments(connection, resolved)
    pairs = establishment_pairs_table(
        resolved.establishments, forms, reference["establishments_distinct"]
    )
    load_inputs(connection, "staging", {"establishment_pairs": pairs})
    issues = []
    for noticed in resolved.issues:
        row = rows[int(str(noticed.key))]
        cell = cells(row, "establishment")
        issue = Issue(
            noticed.code, row.sheet, cell.cell, row.row_no, cell.raw, dict(noticed.details)
        )
        issues.append(RowIssue(row, issue))
    return issues


def _mentions(connection: Connection) -> tuple[dict[int, RowPlace], list[Mention]]:
    """Every establishment named in a row that counts, by row id, and where that row stands."""
    rows: dict[int, RowPlace] = {}
    mentions: list[Mention] = []
    for table in tables():
        if any(column.kind is Kind.ESTABLISHMENT for column in table.columns):
            found = connection.execute(_mentions_sql(table.name, {c.name for c in table.columns}))
            for row_id, submission_id, sheet, row_no, name, number, district in found.fetchall():
                rows[row_id] = RowPlace(submission_id, sheet, row_no)
                mentions.append(Mention(row_id, name, number, district))
    return rows, mentions


def _load_establishments(connection: Connection, resolved: ResolvedEstablishments) -> None:
    establishments = [
        {
            "establishment_id": e.establishment_id,
            "name": e.name,
            "legal_form": e.legal_form or None,
            "district_code": e.district_code,
            "registration_no": e.registration_no,
            "spellings": "|".join(e.spellings),
        }
        for e in resolved.establishments
    ]
    links = {
        "row_id": pa.array(list(resolved.ids), pa.int64()),
        "establishment_id": pa.array(list(resolved.ids.values()), pa.string()),
    }
    load_inputs(
        connection,
        "staging",
        {
            "establishments": pa.Table.from_pylist(establishments, schema=_ESTABLISHMENTS),
            "establishment_links": pa.table(links),
        },
    )


_ESTABLISHMENTS = pa.schema(
    [
        (name, pa.string())
        for name in (
            "establishment_id",
            "name",
            "legal_form",
            "district_code",
            "registration_no",
            "spellings",
        )
    ]
)


def _mentions_sql(table: str, columns: set[str]) -> str:
    """The names in rows that count, each with the district it stands in as far as rows tell.

    That is the district of the row's commune, else of the project's (of the report that rules, else
    of the next that tells one), else the reporting unit if it is a district.
    """
    number = "t.registration_no" if "registration_no" in columns else "null"
    return f"""
with project_places as (
    select ranks.project_code, arg_min(place.district_code, ranks.rank) as district_code
    from staging.project_ranks as ranks
    join staging.places as place using (row_id)
    group by ranks.project_code
)
select
    t.row_id, t.submission_id, t.sheet, t.row_no, t.establishment, {number},
    coalesce(
        own_place.district_code, project_places.district_code,
        if(t.unit_code in (select code from reference.units where level = 'huyen'),
           t.unit_code, null)
    ) as district_code
from staging.{table} as t
join staging.counted_details as counted on counted.row_id = t.row_id
left join staging.places as own_place on own_place.row_id = t.row_id
left join project_places on project_places.project_code = t.project_code
where t.establishment is not null
order by t.row_id
"""
