"""Which figures a finding touches, and by how much at most; findings ranked by that.

- A warning touches what its row contributes now: the value may be wrong by all of it.
- An error touches what the rows it holds back would contribute if they counted: its row; every
  held row of the sheet or file where it rejects that.
- A notice informs and touches nothing.
- Where what would count cannot be read, the effect is unknown, and said to be.

A distinct count moves by one a row at most. Shares are left out: they follow from the counts.
Works on an open phase (`session`); nothing is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.computing import Value
from kc_pipeline.figures.measures import measure
from kc_pipeline.figures.session import Assessment
from kc_pipeline.figures.sources import Source, sources
from kc_pipeline.figures.supposing import held_rows_supposed_counted
from kc_pipeline.rules.finding import Severity
from kc_pipeline.schemas.columns import Table

_MONEY = "million VND"
_Row = tuple[str, str, int]
"""Submission, sheet and row number."""

_TOUCHED = """
with found as (
    select row_number() over () as finding_no, f.*
    from quality.findings as f
    join quality.submissions as s using (submission_id)
    where s.status not in ('superseded', 'duplicate')
        and f.waived_by is null
        and (s.year is null or s.year between $first and $last)
),
data_cells as (
    select distinct submission_id, sheet, row_no, cell
    from quality.cells where table_name <> 'cover'
),
data_rows as (select distinct submission_id, sheet, row_no from data_cells),
of_cell as (
    -- a value given by a group row stands at that row's cell for all rows of the group
    select found.finding_no, c.row_no, found.sheet
    from found join data_cells as c using (submission_id, sheet, cell)
    union
    select found.finding_no, r.row_no, found.sheet
    from found join data_rows as r using (submission_id, sheet)
    where r.row_no = try_cast(regexp_extract(found.cell, '[0-9]+$') as bigint)
),
of_sheet as (
    select found.finding_no, r.row_no, r.sheet
    from found join data_rows as r using (submission_id, sheet)
    where found.severity = 'error'
        and found.finding_no not in (select finding_no from of_cell)
),
of_file as (
    select found.finding_no, r.row_no, r.sheet
    from found join data_rows as r using (submission_id)
    where found.severity = 'error'
        and found.finding_no not in (select finding_no from of_cell)
        and found.finding_no not in (select finding_no from of_sheet)
),
touched as (from of_cell union all from of_sheet union all from of_file)
select
    found.submission_id, found.path, found.code, found.severity, found.sheet, found.cell,
    found.value, found.message_vi,
    list({'sheet': touched.sheet, 'row_no': touched.row_no}) filter (touched.row_no is not null)
        as touched
from found left join touched using (finding_no)
group by all
order by found.path, found.sheet nulls first, found.cell, found.code
"""


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure a finding touches; ``at_most`` in its unit, None where it cannot be told."""

    figure: Figure
    at_most: Decimal | None


@dataclass(frozen=True, slots=True)
class RankedFinding:
    """A finding with the figures it touches, those it may move most first.

    ``is_unknown`` says that an error holds something back of which no figure can be told. Of
    ``share`` the finding may change a figure at most, 1 being all of it.
    """

    path: str
    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    value: str | None
    message_vi: str
    effects: tuple[Effect, ...]
    is_unknown: bool
    share: Decimal

    @property
    def money(self) -> Decimal:
        """The most million VND it may move in any one figure."""
        moved = (e.at_most for e in self.effects if e.figure.unit == _MONEY)
        return max((abs(amount) for amount in moved if amount is not None), default=Decimal(0))


def ranked_findings(opened: Assessment, form_tables: Iterable[Table]) -> list[RankedFinding]:
    """The findings of the submissions of a phase, the one that may matter most first.

    Ranked by whether the effect is unknown, then by money in any one figure, by the largest part
    of any figure, by severity and by place.
    """
    connection, phase, assessor = opened.connection, opened.phase, opened.assessor
    values = [v for v in assessor.values(connection, phase) if not _is_share(opened, v.figure)]
    counted = _by_row(sources(connection, values, assessor.sql))
    with held_rows_supposed_counted(connection, form_tables):
        supposed = _by_row(sources(connection, values, assessor.sql))
    held_rows = connection.execute("select submission_id, sheet, row_no from quality.quarantine")
    held = {row: supposed[row] for row in held_rows.fetchall() if row in supposed}
    told = _Told(counted, held, _unreadable(connection), {v.figure.name: v for v in values})
    found = connection.execute(_TOUCHED, {"first": phase.from_year, "last": phase.to_year})
    names = [column[0] for column in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return sorted((told.finding(row) for row in rows), key=_rank)


@dataclass(frozen=True, slots=True)
class _Told:
    """What rows contribute or would contribute, and the cells and figures that go with it."""

    counted: dict[_Row, list[Source]]
    held: dict[_Row, list[Source]]
    unreadable: frozenset[tuple[str, str, str]]
    by_name: dict[str, Value]

    def finding(self, told: dict[str, Any]) -> RankedFinding:
        """The finding of a row of the query, with its effects."""
        severity = Severity(told["severity"])
        acting = self._acting(severity)
        rows = [(told["submission_id"], at["sheet"], at["row_no"]) for at in told["touched"] or ()]
        behind = [source for row in rows for source in acting.get(row, ())]
        effects = _effects(behind, self.by_name, self.unreadable)
        return RankedFinding(
            path=told["path"],
            code=told["code"],
            severity=severity,
            sheet=told["sheet"],
            cell=told["cell"],
            value=told["value"],
            message_vi=told["message_vi"],
            effects=effects,
            is_unknown=severity is Severity.ERROR and not effects,
            share=_largest_share(effects, self.by_name),
        )

    def _acting(self, severity: Severity) -> dict[_Row, list[Source]]:
        match severity:
            case Severity.ERROR:
                return self.held
            case Severity.WARNING:
                return self.counted
            case Severity.NOTICE:
                return {}


def _rank(found: RankedFinding) -> tuple[bool, Decimal, Decimal, int]:
    """What findings are sorted by; their place is kept among equals."""
    gravity = list(Severity).index(found.severity)
    return not found.is_unknown, -found.money, -found.share, gravity


def _is_share(opened: Assessment, figure: Figure) -> bool:
    asset = opened.assessor.sql[f"sections.{figure.table}"]
    return measure(asset, figure.measure).is_share


def _by_row(behind: Iterable[Source]) -> dict[_Row, list[Source]]:
    by_row: dict[_Row, list[Source]] = {}
    for source in behind:
        by_row.setdefault((source.submission_id, source.sheet, source.row_no), []).append(source)
    return by_row


def _unreadable(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    """The cells in which something stands that could not be read."""
    found = connection.execute(
        "select submission_id, sheet, cell from quality.cells where value is null"
    )
    return frozenset(found.fetchall())


def _effects(
    behind: Sequence[Source],
    by_name: dict[str, Value],
    unreadable: frozenset[tuple[str, str, str]],
) -> tuple[Effect, ...]:
    """The contributions of some rows added up by figure; what adds nothing is no effect."""
    at_most: dict[str, Decimal | None] = {}
    for source in behind:
        before, adds = at_most.get(source.figure, Decimal(0)), source.contribution or Decimal(0)
        place = source.submission_id, source.sheet, source.cell
        is_unknown = before is None or (not adds and place in unreadable)
        at_most[source.figure] = None if is_unknown else (before or Decimal(0)) + adds
    effects = [Effect(by_name[name].figure, most) for name, most in at_most.items() if most != 0]
    return tuple(sorted(effects, key=_most_first))


def _most_first(effect: Effect) -> tuple[bool, bool, Decimal, str]:
    """What the figures of a finding are sorted by: the unknown, then money, then the rest."""
    most = Decimal(0) if effect.at_most is None else abs(effect.at_most)
    figure = effect.figure
    return effect.at_most is not None, figure.unit != _MONEY, -most, figure.name


def _largest_share(effects: Iterable[Effect], by_name: dict[str, Value]) -> Decimal:
    """The largest part of a figure that is moved; all of one that would be nothing without."""
    whole = Decimal(1)
    shares = [Decimal(0)]
    for effect in effects:
        if effect.at_most is not None:
            value = by_name[effect.figure.name].value
            shares.append(min(abs(effect.at_most) / abs(value), whole) if value else whole)
    return max(shares)
