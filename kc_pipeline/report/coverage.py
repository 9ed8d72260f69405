"""How complete the data behind a number is: the reports due and received, the rows held back.

A scope is some years, one unit or all, and the core tables that a number is counted in. Which
sentence a report makes of it is said under ``assets/report``; only the short grade is worded here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kc_pipeline.figures.session import Assessment
from kc_pipeline.number_style import count_in_text
from kc_pipeline.warehouse.sql_asset import SqlAsset

_DUE = """
select distinct
    u.unit_code, years.year, c.received_at is not null as is_received,
    coalesce(c.days_late > 0, false) as is_late
from (select unnest(range($from_year, $to_year + 1)) as year) as years
join core.units as u
    on u.is_reporting
    and coalesce(u.valid_from, date '0001-01-01') <= make_date(years.year, 12, 31)
    and coalesce(u.valid_to, date '9999-12-31') >= make_date(years.year, 12, 31)
left join quality.completeness as c on c.unit_code = u.unit_code and c.year = years.year
order by all
"""
_HELD = """
select unit_code, year, table_name, content_no, activity, funding, delivery, count(*)
from quality.held_rows
where year between $from_year and $to_year
group by all
order by all
"""


class Grade(StrEnum):
    """How complete the data of a scope is."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many yearly reports were due, came, came late; how many rows are not counted yet."""

    due: int
    received: int
    late: int
    held_rows: int

    @property
    def missing(self) -> int:
        """Reports that did not come."""
        return self.due - self.received

    @property
    def grade(self) -> Grade:
        """Late reports count all the same: they take nothing from what is complete."""
        if self.due and not self.received:
            return Grade.NOTHING
        is_whole = not (self.missing or self.held_rows)
        return Grade.COMPLETE if is_whole else Grade.INCOMPLETE

    @property
    def is_complete(self) -> bool:
        """Whether every report came and every row counts."""
        return self.grade is Grade.COMPLETE

    @property
    def words(self) -> str:
        """``đầy đủ``, or ``thiếu 02/45 báo cáo; còn 03 dòng chưa được tính``."""
        if self.grade is Grade.COMPLETE:
            return "đầy đủ"
        if self.grade is Grade.NOTHING:
            return "chưa có báo cáo nào"
        lacks = []
        if self.missing:
            lacks.append(f"thiếu {_count(self.missing)}/{_count(self.due)} báo cáo")
        if self.held_rows:
            lacks.append(f"còn {_count(self.held_rows)} dòng chưa được tính")
        return "; ".join(lacks)


@dataclass(frozen=True, slots=True)
class _Due:
    unit_code: str
    year: int
    is_received: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class _Held:
    unit_code: str | None
    year: int
    table: str | None
    content_no: int | None
    activity: str | None
    funding: str | None
    delivery: str | None
    rows: int

    def may_count_in(self, slice_: Mapping[str, str | int]) -> bool:
        """Whether it could count in a slice: what is not known of it speaks against nothing."""
        known = {
            "content_no": self.content_no, "activity": self.activity,
            "funding": self.funding, "delivery": self.delivery,
        }  # fmt: skip
        return all(
            str(known[name]) == str(at)
            for name, at in slice_.items()
            if known.get(name) is not None
        )


@dataclass(frozen=True, slots=True)
class Reporting:
    """What was due and what is held back in a phase; gives the coverage of any scope in it."""

    due: tuple[_Due, ...]
    held: tuple[_Held, ...]
    contents: Mapping[str, int]
    """The content that each activity belongs to."""

    def coverage(
        self,
        *,
        tables: Collection[str] | None = None,
        year: int | None = None,
        unit_code: str | None = None,
        **where: str | int,
    ) -> Coverage:
        """The coverage of a year and a unit; rows are held back of those core tables, or of any.

        ``where`` are further dimensions: a row that is known to be of another content, activity,
        funding or delivery is not held back from a number.
        """
        due = [d for d in self.due if year in {None, d.year} and unit_code in {None, d.unit_code}]
        held = [
            h.rows
            for h in self.held
            if year in {None, h.year}
            and unit_code in {None, h.unit_code}
            and h.may_count_in(self._with_content(where))
            # A row of which no cell could be read may belong to any table.
            and (tables is None or h.table is None or h.table in tables)
        ]
        return Coverage(
            due=len(due),
            received=sum(d.is_received for d in due),
            late=sum(d.is_late for d in due),
            held_rows=sum(held),
        )

    def of_slice(self, asset: SqlAsset, where: Mapping[str, str | int]) -> Coverage:
        """The coverage of a measure of a section table: its year, its unit, the tables it reads."""
        year, unit_code = where.get("year"), where.get("unit_code")
        further = {name: at for name, at in where.items() if name not in {"year", "unit_code"}}
        return self.coverage(
            tables={name.removeprefix("core.") for name in asset.depends_on},
            year=None if year is None else int(year),
            unit_code=None if unit_code is None else str(unit_code),
            **further,
        )

    def _with_content(self, where: Mapping[str, str | int]) -> Mapping[str, str | int]:
        """A slice with the content that its activity belongs to."""
        content_no = self.contents.get(str(where.get("activity")))
        return where if content_no is None else {"content_no": content_no, **where}

    def held_of_content(self, content_no: int) -> int:
        """The rows held back of which it is known that they belong to a content."""
        return sum(held.rows for held in self.held if held.content_no == content_no)


def read_reporting(assessment: Assessment) -> Reporting:
    """What was due and what is held back in the phase of an open assessment."""
    years = {"from_year": assessment.phase.from_year, "to_year": assessment.phase.to_year}
    due = assessment.connection.execute(_DUE, years).fetchall()
    held = assessment.connection.execute(_HELD, years).fetchall()
    contents = assessment.connection.execute("select activity, content_no from core.activities")
    return Reporting(
        tuple(_Due(*row) for row in due),
        tuple(_Held(*row) for row in held),
        dict(contents.fetchall()),
    )


def _count(value: int) -> str:
    return count_in_text(Decimal(value))
