"""Where a column comes from, up to the columns of the forms, and what is made of it.

The steps from table to table are those of the SQL (`kc_pipeline.warehouse.kept_lineage`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.warehouse.kept_lineage import Lineage

Column = tuple[str, str]
"""A table's qualified name and a column of it."""

_STAGED = "staging."


@dataclass(frozen=True, slots=True)
class Traces:
    """Columns before and after each, and the figures that read it."""

    before: Mapping[Column, tuple[Column, ...]]
    after: Mapping[Column, tuple[Column, ...]]
    figures: Mapping[Column, tuple[str, ...]]

    def form_columns(self, column: Column) -> tuple[Column, ...]:
        """The columns of form tables that a column goes back to, without their schema, sorted."""
        found: set[Column] = set()
        seen = {column}
        waiting = [column]
        while waiting:
            for table, name in self.before.get(waiting.pop(), ()):
                if (table, name) in seen:
                    continue
                seen.add((table, name))
                waiting.append((table, name))
                if table.startswith(_STAGED):
                    found.add((table.removeprefix(_STAGED), name))
        return tuple(sorted(found))

    def of_figures(self, column: Column) -> tuple[str, ...]:
        """The figures read from a column or from one that is made of it, sorted."""
        found: set[str] = set()
        seen = {column}
        waiting = [column]
        while waiting:
            at = waiting.pop()
            found.update(self.figures.get(at, ()))
            fresh = [after for after in self.after.get(at, ()) if after not in seen]
            seen.update(fresh)
            waiting += fresh
        return tuple(sorted(found))


def trace(lineage: Mapping[str, Lineage], figures: Iterable[Figure]) -> Traces:
    """The traces of every column whose table sqlglot could follow."""
    before = {
        (table, column): tuple((source, name) for source, name in pairs)
        for table, columns in lineage.items()
        for column, pairs in columns.items()
    }
    after: dict[Column, list[Column]] = {}
    for made, sources in before.items():
        for source in sources:
            after.setdefault(source, []).append(made)
    read: dict[Column, list[str]] = {}
    for figure in figures:
        read.setdefault((f"sections.{figure.table}", figure.measure), []).append(figure.name)
    return Traces(
        before,
        {column: tuple(sorted(found)) for column, found in after.items()},
        {column: tuple(sorted(found)) for column, found in read.items()},
    )
