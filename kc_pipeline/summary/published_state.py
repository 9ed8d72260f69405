"""What one published file says that two mornings are compared by.

What differs between two of them is for `gathering`.
"""

from collections.abc import Mapping
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
select unit_code, year, name_vi from core.units_by_year
union all
select unit_code, null, max_by(name_vi, coalesce(valid_from, date '0001-01-01'))
from core.units
where is_reporting
group by unit_code
"""
_STATUSES = """
select code, label_vi from quality.code_words
where (table_name, column_name) = ('quality.submissions', 'status')
    or (table_name, column_name, code) = ('quality.row_fates', 'fate', 'waiting')
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

    ``names`` are those of units by code and year, with None for the year the latest.
    ``instead_of`` are the submissions that wait to be accepted, with what is in force.
    """

    names: dict[tuple[str, int | None], str]
    submissions: dict[tuple[str, str], Received]
    completeness: dict[tuple[int, str], tuple[date | None, str, bool]]
    findings: dict[str, tuple[str | None, int | None, str, str]]
    figures: dict[tuple[str, str], tuple[str, str, Decimal | None]]
    decisions: dict[str, str]
    instead_of: dict[tuple[str, str], str]

    def name(self, code: str, year: int | None) -> str:
        """What a unit was called in the year; one that was none then has its latest name."""
        return _name(self.names, code, year)


def _name(names: Mapping[tuple[str, int | None], str], code: str, year: int | None) -> str:
    return names.get((code, year)) or names.get((code, None), code)


def read_state(connection: duckdb.DuckDBPyConnection) -> State:
    """The state of an open published file. Raises duckdb.Error for one that has other tables."""
    names = {(code, year): name for code, year, name in connection.execute(_NAMES).fetchall()}
    words: dict[str, str] = dict(connection.execute(_STATUSES).fetchall())
    waiting = {(w.submission_id, w.path): w.ruling_path for w in waiting_corrections(connection)}
    submissions = {
        (id_, path): Received(
            unit=_name(names, code, year) if code else None,
            year=year,
            path=path,
            version=version,
            status=(now := "waiting" if (id_, path) in waiting else status),
            status_vi=words[now],
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
