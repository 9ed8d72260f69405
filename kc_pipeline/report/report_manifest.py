"""What lies beside a report: which submissions it was made from, and the hash of each file.

The same warehouse gives the same bytes. A frozen report has a manifest of its own, which also says
how to make it again (`kc_pipeline.editions`).
"""

import hashlib
import json
from collections.abc import Mapping

from kc_pipeline.figures.session import Assessment

MANIFEST_FILE = "manifest.json"

_SUBMISSIONS = """
select year, unit_code, path, sha256 from quality.submissions
where status in ('accepted', 'accepted_with_findings') and year between ? and ?
order by year, unit_code, path, sha256
"""
_MADE_BY = """
select kind, path, sha256 from quality.inputs where kind in ('declaration', 'program')
order by kind, path, sha256
"""
_VERDICTS = """
select verdict, count(*) from assessment.reconciliation where phase = ?
group by verdict order by verdict
"""


def report_manifest(
    assessment: Assessment, files: Mapping[str, bytes], remarks: tuple[str, ...]
) -> bytes:
    """JSON: phase, snapshot, submissions in force, what declared and made it, verdicts, files.

    ``made_by`` is one hash over every declaration and the program that the warehouse was built
    with; ``remarks`` are what whoever makes the report should look at.
    """
    ask, phase = assessment.connection.execute, assessment.phase
    names = ("year", "unit_code", "path", "sha256")
    submissions = ask(_SUBMISSIONS, [phase.from_year, phase.to_year]).fetchall()
    made_by = json.dumps(ask(_MADE_BY).fetchall()).encode()
    told = {
        "phase": phase.name,
        "snapshot": assessment.snapshot_id,
        "submissions": [dict(zip(names, row, strict=True)) for row in submissions],
        "made_by": hashlib.sha256(made_by).hexdigest(),
        "reconciliation": dict(ask(_VERDICTS, [phase.name]).fetchall()),
        "remarks": list(remarks),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
