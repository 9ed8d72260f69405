"""What a form column is called in each form, and which rules look at it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from kc_pipeline.dictionary.tracing import Column
from kc_pipeline.intake.forms import Form
from kc_pipeline.rules.cross_rules import CrossRule
from kc_pipeline.rules.row_rule import row_rules
from kc_pipeline.rules.rule import Rule
from kc_pipeline.schemas.models import MODELS
from kc_pipeline.warehouse.select_statement import syntax_tree

# Columns by which any rule across rows finds its way: being read tells nothing of them.
_WAYS = frozenset(
    {"submission_id", "sheet", "row_no", "row_id", "row_error", "unit_code", "year", "table_name"}
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column in one form; a group row gives it where there is none."""

    form: str
    sheet: str
    heading: str


def headings(forms: Iterable[Form]) -> dict[Column, tuple[Heading, ...]]:
    """The headings of every form column, by form."""
    found: dict[Column, list[Heading]] = {}
    for form in forms:
        for sheet in form.sheets:
            table = sheet.table
            for column in table.columns:
                written = sheet.written.get(column.name)
                if written is None and column.name in form.given_by_groups(table.name):
                    written = "(dòng nhóm)"
                if written is not None:
                    told = Heading(form.id, table.title_vi, written)
                    found.setdefault((table.name, column.name), []).append(told)
    return {column: tuple(told) for column, told in found.items()}


def rules_by_column(cross: Iterable[CrossRule]) -> Mapping[Column, tuple[Rule, ...]]:
    """The rules that read each form column: over a row, or across rows, by code."""
    found: dict[Column, dict[str, Rule]] = {}
    for column, rule in (*_of_rows(), *_across(cross)):
        found.setdefault(column, {})[rule.code] = rule
    return {column: tuple(r for _, r in sorted(rules.items())) for column, rules in found.items()}


def _of_rows() -> Iterator[tuple[Column, Rule]]:
    for model in MODELS:
        for marked in row_rules(model):
            for name in (marked.at, *marked.needs):
                yield (model.table().name, name), marked.rule


def _across(cross: Iterable[CrossRule]) -> Iterator[tuple[Column, Rule]]:
    known = {table.name: {c.name for c in table.columns} for table in (m.table() for m in MODELS)}
    for rule in cross:
        tree = syntax_tree(rule.sql)
        named = {column.name for column in tree.find_all(exp.Column)} - _WAYS
        for read in rule.reads:
            table = read.removeprefix("staging.")
            for name in sorted(named & known.get(table, set())):
                yield (table, name), rule.rule
