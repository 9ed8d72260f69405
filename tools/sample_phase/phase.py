"""The phase as data: reads `rows/*.toml` and hands out every submission with its place in raw/.

Each file of rows tells projects with their detail rows as tables in plain text, columns divided by
`|`; a cell with a single `"` repeats the one above. `submissions.toml` tells who sent which file.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tools.sample_phase.submission import Habit, Row, Submission, Value
from tools.sample_phase.tables import DETAILS, PROJECTS

ROWS = Path(__file__).parent / "rows"
SENT = "submissions.toml"
DITTO = '"'
DETAIL_KINDS = {
    table.name: {column.name: column.kind for column in table.columns} for table in DETAILS
}
PROJECT_COLUMNS = tuple(column.name for column in PROJECTS.columns)

TableRows = dict[str, list[Row]]
Reports = dict[tuple[str, int], TableRows]


@dataclass(frozen=True)
class Sent:
    """A submission and where it lies, relative to raw/."""

    path: Path
    submission: Submission


def submissions(rows: Path = ROWS) -> list[Sent]:
    """All submissions of the phase, in order of year, unit and version."""
    register = tomllib.loads((rows / SENT).read_text(encoding="utf-8"))
    reports = _reports(rows, register["units"])
    result = []
    for year_text, table in register["sent"].items():
        year = int(year_text)
        for entry in text_table(table):
            unit = _text(entry["unit"])
            report = reports.get((unit, year), {})
            if _whole(entry["version"]) < _last_version(register, year, unit):
                report = _first_version(report, register["first_version"], unit, year)
            names = register["units"][unit]["names"]
            name = [known["name"] for known in names if known["from"] <= year][-1]
            path = Path(year_text) / _text(entry["file"])
            result.append(Sent(path, _submission(entry, name, year, report)))
    return result


def text_table(text: str) -> list[dict[str, str | None]]:
    """The rows of a table in plain text; an empty cell is None."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, rows = lines[0], lines[1:]
    result: list[dict[str, str | None]] = []
    for cells in rows:
        above = result[-1] if result else {}
        result.append(
            {
                name: above[name] if cell == DITTO else cell or None
                for name, cell in zip(header, cells, strict=True)
            }
        )
    return result


def _submission(
    entry: Mapping[str, str | None], name: str, year: int, report: TableRows
) -> Submission:
    return Submission(
        unit_code=_text(entry["unit"]),
        unit=name,
        year=year,
        version=_whole(entry["version"]),
        reported_on=date.fromisoformat(_text(entry["reported_on"])),
        prepared_by=entry["prepared_by"],
        plan_national_vnd=_whole(entry["plan_national_vnd"]),
        plan_local_vnd=_whole(entry["plan_local_vnd"]),
        officers=_whole(entry["officers"]),
        collaborators=_whole(entry["collaborators"]),
        tables=report,
        habits=frozenset(Habit(habit) for habit in (entry["habits"] or "").split()),
    )


def _reports(rows: Path, units: Mapping[str, Any]) -> Reports:
    """What each unit tells of each year, table by table, in order of the files."""
    reports: Reports = {}
    for path in sorted(rows.glob("*.toml")):
        if path.name == SENT:
            continue
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in _reported(source):
            tables = reports.setdefault((entry["unit"], entry["year"]), {})
            code = entry.get("project_code")
            if code:
                tables.setdefault("projects", []).append(_project(entry, units))
            for name in _tables_of(entry):
                details = _details(name, entry[name], code)
                tables.setdefault(name, []).extend(details)
    for tables in reports.values():
        tables.get("projects", []).sort(key=_in_order_of_code)
    return reports


def _reported(source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every telling of a project, once for each unit that reports it."""
    for project in source.get("project", ()):
        entry = {**source.get("defaults", {}), **project}
        others = entry.pop("also_reported_by", {})
        entry["told_by"] = entry["unit"]
        yield entry
        for unit, otherwise in others.items():
            other = {**entry, "unit": unit, **otherwise}
            for name in _tables_of(entry):
                if name not in otherwise and not otherwise.get("repeats_details"):
                    del other[name]
            yield other
    yield from source.get("without_project", ())


def _tables_of(entry: Mapping[str, Any]) -> list[str]:
    return [name for name in DETAIL_KINDS if name in entry]


def _project(entry: Mapping[str, Any], units: Mapping[str, Any]) -> Row:
    usual = {
        "delivery": "own",
        "status": "completed",
        "lead_unit": units[entry["told_by"]]["lead_unit"],
    }
    told = {**usual, **entry}
    return {name: told[name] for name in PROJECT_COLUMNS if name in told}


def _details(table: str, text: str, code: str | None) -> list[Row]:
    kinds = DETAIL_KINDS[table]
    return [
        {
            "project_code": code,
            **{name: _value(cell, kinds[name]) for name, cell in row.items()},
        }
        for row in text_table(text)
    ]


def _value(cell: str | None, kind: str) -> Value:
    if cell is None:
        return None
    if kind in ("money", "count", "measure"):
        return int(cell)
    return date.fromisoformat(cell) if kind == "date" else cell


def _in_order_of_code(row: Row) -> tuple[bool, str]:
    """National projects before local ones, as on a list of projects."""
    code = str(row["project_code"])
    return not code.startswith("QG"), code


def _last_version(register: Mapping[str, Any], year: int, unit: str) -> int:
    sent = text_table(register["sent"][str(year)])
    return max(_whole(entry["version"]) for entry in sent if entry["unit"] == unit)


def _first_version(
    report: TableRows, changes: list[dict[str, Any]], unit: str, year: int
) -> TableRows:
    """The report as it stood before its correction."""
    first = {name: list(rows) for name, rows in report.items()}
    for change in changes:
        if (change["unit"], change["year"]) != (unit, year):
            continue
        rows, at = first[change["table"]], change["row"] - 1
        left_out = change.get("leaves_out", ())
        kept = {name: value for name, value in rows[at].items() if name not in left_out}
        rows[at] = {**kept, **change["says"]}
    return first


def _text(cell: str | None) -> str:
    if cell is None:
        raise ValueError("a required cell of submissions.toml is empty")
    return cell


def _whole(cell: str | None) -> int:
    return int(_text(cell))
