"""A check's result for programs: a stable JSON document, described in docs/officer.md.

Names are only ever added to it; one that changes its meaning gets another `VERSION`.
"""

import json
from collections.abc import Sequence
from typing import Any

from kc_pipeline.feedback.causes import Cause
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.rules.finding import Finding

VERSION = 1


def check_json(checks: Sequence[FileCheck], *, with_rows: bool = False) -> str:
    """The document for some files, in their order; ``with_rows`` adds what each row is."""
    files = [_file(check, with_rows=with_rows) for check in checks]
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=2)


def _file(check: FileCheck, *, with_rows: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "path": str(check.path),
        "unit_code": check.identity.unit_code,
        "year": check.identity.year,
        "form": check.form,
        "is_rejected": check.is_rejected,
        "rows_read": check.rows_read,
        "rows_accepted": check.rows_accepted,
        "rows_quarantined": check.rows_quarantined,
        "causes": [_cause(cause) for cause in check.causes],
    }
    if with_rows:
        told["rows"] = [
            {"sheet": sheet.name, "row_no": row.row_no, "fate": row.fate, "reason": row.reason}
            for sheet in check.sheets
            for row in sheet.fates
        ]
    return told


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "code": cause.rule.code,
        "severity": cause.rule.severity,
        "title_vi": cause.rule.title_vi,
        "title_en": cause.rule.title_en,
        "reason_vi": cause.rule.reason_vi,
        "reason_en": cause.rule.reason_en,
        "mend_vi": cause.rule.mend_vi,
        "mend_en": cause.rule.mend_en,
        "legal_basis": cause.rule.legal_basis,
        "count": cause.count,
        "findings": [_finding(finding) for finding in cause.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "sheet": finding.sheet,
        "cell": finding.cell,
        "row_no": finding.row_no,
        "value": finding.value,
        "message_vi": finding.message_vi,
        "message_en": finding.message_en,
    }
