"""What one published file says that two mornings are compared by.

What differs between two of them is for `gathering`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from kc_pipeline.summary.morning import Received
from kc_pipeline.warehouse.waiting_corrections import waiting_corrections

_SUBMISSIONS = """
with refusals as (
    -- what is wrong with the file as a whole, else its first error
    select
        submission_id, path,
        coalesce(
            string_agg(message_vi, ' ' order by code, message_vi) filter (where sheet is null),
            min_by(message_vi, (sheet, cell, code))
        ) as reason
    from quality.findings
    where severity = 'error'
    group by submission_id, path
)
select
    s.submission_id, s.unit_code, s.year, s.path, s.version, s.status, s.rows_accepted,
    s.rows_quarantined, if(s.status = 'rejected', refusals.reason, null) as reason
from quality.submissions as s
left join refusals using (submission_id, path)
order by s.year, s.unit_code, s.path, s.version, s.submission_id
"""
_NAMES = """
select unit_code, arg_max(name_vi, coalesce(valid_from, date '0001-01-01'))
from core.units
where is_reporting
group by unit_code
"""
_COMPLETENESS = """
select year, unit_code, due_on, state, coalesce(days_late, 0) > 0
from quality.completeness
order by year, unit_code
"""
_FINDINGS = """
select finding, unit_code, year, path, state
from quality.finding_history
where severity <> 'notice'
order by year, unit_code, path, finding
"""
_FIGURES = """
select phase, figure, label_vi, unit, value from assessment.figures order by phase, figure
"""
_DECISIONS = """
select decision, coalesce(message_vi, '') from quality.decisions
where state <> 'applied' order by decision
"""


@dataclass(frozen=True, slots=True)
class State:
    """What one published state says, by what makes two things the same.

    ``instead_of`` are the submissions that wait to be accepted, with what is in force.
    """

    names: dict[str, str]
    submissions: dict[tuple[str, str], Received]
    completeness: dict[tuple[int, str], tuple[date | None, str, bool]]
    findings: dict[str, tuple[str | None, int | None, str, str]]
    figures: dict[tuple[str, str], tuple[str, str, Decimal | None]]
    decisions: dict[str, str]
    instead_of: dict[tuple[str, str], str]


def read_state(connection: duckdb.DuckDBPyConnection) -> State:
    """The state of an open published file. Raises duckdb.Error for one that has other tables."""
    names: dict[str, str] = dict(connection.execute(_NAMES).fetchall())
    waiting = {(w.submission_id, w.path): w.ruling_path for w in waiting_corrections(connection)}
    submissions = {
        (id_, path): Received(
            unit=names.get(code, code),
            year=year,
            path=path,
            version=version,
            status="waiting" if (id_, path) in waiting else status,
            rows_accepted=accepted,
            rows_quarantined=held,
            reason=reason,
            submission_id=id_,
        )
        for id_, code, year, path, version, status, accepted, held, reason in connection.execute(
            _SUBMISSIONS
        ).fetchall()
    }
    completeness = connection.execute(_COMPLETENESS).fetchall()
    findings = connection.execute(_FINDINGS).fetchall()
    figures = connection.execute(_FIGURES).fetchall()
    return State(
        names=names,
        submissions=submissions,
        completeness={(year, code): (*told,) for year, code, *told in completeness},
        findings={name: (*told,) for name, *told in findings},
        figures={(phase, figure): (*told,) for phase, figure, *told in figures},
        decisions=dict(connection.execute(_DECISIONS).fetchall()),
        instead_of=waiting,
    )
