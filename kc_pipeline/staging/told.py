"""Findings, held rows and rules as staging tables: what was noticed, told in both languages."""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from kc_pipeline.decisions.waivers import Waivers
from kc_pipeline.resolution.submission import Submission
from kc_pipeline.rules.catalogue import Catalogue
from kc_pipeline.rules.finding import Finding, Issue
from kc_pipeline.schemas.models import tables
from kc_pipeline.warehouse.build import load_inputs

_TEXT = pa.string()
_FINDINGS = pa.schema(
    [
        ("submission_id", _TEXT),
        ("path", _TEXT),
        ("code", _TEXT),
        ("severity", _TEXT),
        ("sheet", _TEXT),
        ("cell", _TEXT),
        ("row_no", pa.int64()),
        ("value", _TEXT),
        ("message_vi", _TEXT),
        ("message_en", _TEXT),
        ("waived_by", _TEXT),
    ]
)
_RULES = pa.schema(
    [
        (name, _TEXT)
        for name in (
            "code",
            "severity",
            "title_vi",
            "title_en",
            "legal_basis",
            "reason_vi",
            "reason_en",
            "mend_vi",
            "mend_en",
        )
    ]
    + [("is_waivable", pa.bool_())]
)


def stage_findings(
    connection: duckdb.DuckDBPyConnection,
    submissions: Sequence[Submission],
    noticed: Iterable[tuple[str, Issue]],
    catalogue: Catalogue,
    waivers: Waivers,
) -> None:
    """Load ``staging.findings``, ``staging.rules`` and ``staging.held_rows``.

    ``noticed`` are the issues with the id of their submission. A held row is listed with the first
    rule that holds it back: its file's or sheet's rejection, else the leftmost error of its own.
    """
    paths = {s.submission_id: s.taken.path for s in submissions}
    findings = {
        catalogue.finding(issue, submission_id, paths[submission_id]): waivers.of(
            submission_id, issue
        )
        for submission_id, issue in noticed
    }
    rows = [_as_row(f) | {"waived_by": w and w.name} for f, w in findings.items()]
    rules = [
        {name: getattr(rule, name) for name in _RULES.names} | {"severity": str(rule.severity)}
        for rule in catalogue
    ]
    load_inputs(
        connection,
        "staging",
        {
            "findings": pa.Table.from_pylist(rows, schema=_FINDINGS),
            "rules": pa.Table.from_pylist(rules, schema=_RULES),
        },
    )
    connection.execute(_held_rows_sql())


def _as_row(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in Finding.__slots__} | {
        "severity": str(finding.severity)
    }


def _held_rows_sql() -> str:
    """Every row with ``row_error``, and why; one without a reason fails quarantine's check."""
    marked = " union all by name ".join(
        f"select submission_id, sheet, row_no from staging.{table.name} where row_error"
        for table in tables()
    )
    return f"""
create or replace table staging.held_rows as
with marked as ({marked}),
reasons as (
    select
        m.submission_id, m.sheet, m.row_no, f.code, length(f.cell) as cell_length, f.cell,
        case
            when f.sheet is null or starts_with(f.code, 'submission.') then 0
            when f.code = s.rejected then 1
            else 2
        end as nearness
    from marked as m
    join staging.sheets as s using (submission_id, sheet)
    left join staging.findings as f
        on f.submission_id = m.submission_id
        and f.severity = 'error'
        and f.waived_by is null
        and (
            f.sheet is null
            or starts_with(f.code, 'submission.')
            or (f.sheet = m.sheet and (f.row_no = m.row_no or f.code = s.rejected))
        )
)
select submission_id, sheet, row_no, code
from reasons
qualify row_number() over (
    partition by submission_id, sheet, row_no
    order by code is null, nearness, cell_length, cell, code
) = 1
"""
