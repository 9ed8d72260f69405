"""Officers' decisions as a staging table: what was decided, and what became of it."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from kc_pipeline.decisions.decision import Ruling
from kc_pipeline.intake.grid import CellValue
from kc_pipeline.intake.values import as_text
from kc_pipeline.rules.catalogue import Catalogue
from kc_pipeline.warehouse.build import load_inputs

_TEXT = pa.string()
_SCHEMA = pa.schema(
    [
        *((name, _TEXT) for name in ("decision", "kind", "path", "sha256", "code")),
        *((name, _TEXT) for name in ("sheet", "cell", "stands", "value")),
        ("decided_by", _TEXT),
        ("decided_on", pa.date32()),
        ("why", _TEXT),
        *((name, _TEXT) for name in ("state", "submission_id", "problem")),
        *((name, _TEXT) for name in ("message_vi", "message_en")),
    ]
)


def stage_decisions(
    connection: duckdb.DuckDBPyConnection, rulings: Iterable[Ruling], catalogue: Catalogue
) -> None:
    """``staging.decisions``: one row an entry of the decision files, those unreadable included."""
    rows = [_row(ruling, catalogue) for ruling in rulings]
    load_inputs(connection, "staging", {"decisions": pa.Table.from_pylist(rows, schema=_SCHEMA)})


def _row(ruling: Ruling, catalogue: Catalogue) -> dict[str, object]:
    row: dict[str, object] = {
        "decision": ruling.name,
        "state": str(ruling.state),
        "submission_id": ruling.submission_id,
    }
    decision = ruling.decision
    if decision is not None:
        row |= {
            "kind": str(decision.kind),
            "path": decision.path,
            "sha256": decision.sha256,
            "code": decision.code,
            "sheet": decision.sheet,
            "cell": decision.cell,
            "stands": _text(decision.stands),
            "value": _text(decision.value),
            "decided_by": decision.by,
            "decided_on": decision.on,
            "why": decision.why,
        }
    if ruling.issue is not None:
        path = decision.path if decision else ruling.name
        told = catalogue.finding(ruling.issue, ruling.submission_id or "", path)
        row |= {
            "problem": told.code,
            "message_vi": told.message_vi,
            "message_en": told.message_en,
        }
    return row


def _text(value: CellValue | None) -> str | None:
    """As an officer reads it: a number written without quotes has a comma, as on the sheet."""
    if value is None:
        return None
    return as_text(value).replace(".", ",") if isinstance(value, float) else as_text(value)
