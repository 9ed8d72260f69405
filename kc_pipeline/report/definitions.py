"""What each printed number tells: its label, its unit, what it counts, where, how complete.

Follows the pointers of numbers as ``evidence`` does, to words instead of cells: labels stand in the
figure catalogue, definitions in the headers of the tables, all else in ``words.toml``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kc_pipeline.report.coverage import Coverage
from kc_pipeline.report.facts import Facts
from kc_pipeline.report.lookup import Definition
from kc_pipeline.report.model import Evidence, Number
from kc_pipeline.report.pointers import Operation, Place, operation, parsed, terms
from kc_pipeline.report.quantity import plain
from kc_pipeline.words import Words

_TARGETS = "section_9_targets"
_LIMITATIONS = "section_8_limitations"


def definitions(
    facts: Facts,
    words: Words,
    numbers: Iterable[Number],
    evidence: Mapping[str, Evidence],
) -> Mapping[str, Definition]:
    """The definition of every number, by its pointer; ``evidence`` is what is behind each."""
    defining = _Defining(facts, words, evidence, _names(facts))
    by_pointer = {number.pointer: number for number in numbers}
    return {pointer: defining.definition(by_pointer[pointer]) for pointer in sorted(by_pointer)}


@dataclass(frozen=True, slots=True)
class _Defining:
    facts: Facts
    words: Words
    evidence: Mapping[str, Evidence]
    names: Mapping[str, Mapping[str, str]]

    def definition(self, number: Number) -> Definition:
        told = [self._told(term) for term in terms(number.pointer)]
        first, *others = told
        label = first.label
        if others:
            is_share = operation(number.pointer) is Operation.SHARE
            between = "so với" if is_share else "trừ"
            label = f"{label}, {between}: {others[0].label}"
        return Definition(
            label=label,
            unit=self.words.unit(number.unit) if number.unit else "",
            about=first.about if not others else "",
            scope=tuple(first.scope),
            coverage=first.coverage,
            read_from=tuple(map(self._elsewhere, self.evidence[number.pointer].others)),
        )

    def _elsewhere(self, table: str) -> str:
        """What a table or a list is called from which a number is read without any cell."""
        schema, _, name = table.partition(".")
        told = self.words.elsewhere.get(table) or self.words.elsewhere.get(schema)
        return told.format(table=name) if told is not None else table

    def _told(self, term: str) -> "_Told":
        place = parsed(term)
        if place is None:
            return self._figure(term)
        if place.schema == "sections" and place.table in {_TARGETS, _LIMITATIONS}:
            return self._result(place)
        if place.schema == "sections":
            return self._measure(place)
        if place.table == "reconciliation":
            return self._compared(place)
        return self._listed(place)

    def _figure(self, name: str) -> "_Told":
        assessor, phase = self.facts.assessment.assessor, self.facts.assessment.phase
        figure = assessor.figures.figure(phase, name)
        where = {dimension: str(value) for dimension, value in figure.where}
        return _Told(
            figure.label_vi,
            self._about(f"sections.{figure.table}", figure.measure),
            self._scope(where),
            self._coverage(f"sections.{figure.table}", where),
        )

    def _measure(self, place: Place) -> "_Told":
        table = f"sections.{place.table}"
        title = self.facts.assessment.assessor.sql[table].header.title_vi
        about = self._about(table, place.column)
        scope = [("Bảng số liệu", title), *self._scope(place.where)]
        return _Told(about or title, "", scope, self._coverage(table, place.where))

    def _result(self, place: Place) -> "_Told":
        """A limitation or a target: its row says what it is called."""
        ((key, name),) = place.where.items()
        column = "label_vi" if place.table == _LIMITATIONS else "figure"
        found = self.facts.assessment.connection.execute(
            f"select {column} from sections.{place.table} where phase = ? and {key} = ?",
            [self.facts.assessment.phase.name, name],
        ).fetchone()
        label = str(found[0]) if found else name
        if place.table == _LIMITATIONS:
            return _Told(label, "", self._scope({}), self.facts.reporting.coverage())
        return self._of_figure(f"targets.{place.column}", label)

    def _compared(self, place: Place) -> "_Told":
        return self._of_figure(f"reconciliation.{place.column}", place.where["figure"])

    def _of_figure(self, told: str, name: str) -> "_Told":
        """Something about a figure: a target, a published value, a difference."""
        label = self.facts.figures[name].label_vi if name in self.facts.figures else name
        return _Told(f"{self.words.told_number(told)}: {label}", "", self._scope({}), None)

    def _listed(self, place: Place) -> "_Told":
        """A cell of another table, of a list under ``assets``, or of a query of the report."""
        name = f"{place.schema}.{place.table}"
        if place.schema == "report":
            label = self.words.told_number(f"{place.table}.{place.column}")
            return _Told(label, "", self._scope(place.where), None)
        if name in self.facts.assessment.assessor.sql.by_name:
            label = self._about(name, place.column)
            title = self.facts.assessment.assessor.sql[name].header.title_vi
            scope = [("Bảng số liệu", title), *self._slices(place.where)]
            return _Told(label or title, "", scope, None)
        sentence = self.words.targets.get(place.where.get("target", ""), "{value}")
        label = sentence.replace("{value}", "…")
        return _Told(label, "", [(self.words.told_number(place.schema), place.table)], None)

    def _about(self, table: str, column: str) -> str:
        header = self.facts.assessment.assessor.sql[table].header
        return next((c.about_vi or "" for c in header.columns if c.name == column), "")

    def _scope(self, where: Mapping[str, str]) -> list[tuple[str, str]]:
        phase = self.facts.assessment.phase
        years = [] if "year" in where else [("Thời gian", f"{phase.from_year}-{phase.to_year}")]
        return [*years, *self._slices(where)]

    def _slices(self, where: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for dimension, value in where.items():
            known = self.names.get(dimension, {})
            yield self.words.dimension(dimension), known.get(value, plain(value))

    def _coverage(self, table: str, where: Mapping[str, str]) -> Coverage:
        return self.facts.reporting.of_slice(self.facts.assessment.assessor.sql[table], where)


@dataclass(frozen=True, slots=True)
class _Told:
    """The words for one term of a pointer."""

    label: str
    about: str
    scope: list[tuple[str, str]]
    coverage: Coverage | None


def _names(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    """The words for the values of dimensions that have a table of their own."""
    connection = facts.assessment.connection
    asked = {
        "content_no": "select content_no::varchar, content_no || '. ' || short_vi "
        "from core.contents",
        "activity": "select activity, label_vi from core.activities",
        "unit_code": "select unit_code, max_by(name_vi, coalesce(valid_to, date '9999-12-31')) "
        "from core.units where is_reporting group by unit_code",
    }
    found = {name: dict(connection.execute(sql).fetchall()) for name, sql in asked.items()}
    return {
        **found,
        "district_code": found["unit_code"],
        "funding": {"national": "khuyến công quốc gia", "local": "khuyến công địa phương",
                    "other": "nguồn khác", "(nowhere)": "không có theo định nghĩa"},
        "delivery": {"own": "tỉnh thực hiện", "partner": "đơn vị ngoài tỉnh thực hiện"},
    }  # fmt: skip
