"""The workbooks as a good analyst reads them with pandas and openpyxl: by sheet and heading.

The headings are those of ``assets/forms``, so that nobody has to type them again. Typed are
numbers, money in đồng and dates; a row counts if it has a project code. What this leaves out of a
consolidation: cells, totals compared, legacy text, versions, units, establishments, who wins.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

CODE = r"^[^\s()]+-\d{4}-\d+$"
WHOLE = {
    "content_no",
    "trainees",
    "women",
    "new_jobs",
    "booths",
    "designs",
    "round_year",
    "delegates",
    "participants",
    "enterprises_founded",
    "households_registered",
    "households_unregistered",
}
MILLION = 1_000_000
_DATES = "_on"
_MONEY = "_vnd"
_CONTENT = re.compile(r"^([1-9])\.?$")


@dataclass(frozen=True)
class SheetForm:
    """A sheet of a form: its table, and the column that each heading stands for."""

    table: str
    headings: Mapping[str, str]


def forms(home: Path) -> dict[str, SheetForm]:
    """Every sheet of every form by its name."""
    found = {}
    for path in sorted((home / "assets" / "forms").glob("*.toml")):
        with path.open("rb") as opened:
            sheets = tomllib.load(opened)["sheets"]
        for table, sheet in sheets.items():
            told = {
                heading: column
                for column, headings in sheet["headings"].items()
                for heading in headings
            }
            found.update({name: SheetForm(table, told) for name in sheet["names"]})
    return found


def workbooks(raw: Path) -> list[Path]:
    """All of them, or the one that was named."""
    return [raw] if raw.is_file() else sorted(raw.rglob("*.xlsx"))


def tables(raw: Path, home: Path) -> dict[str, pd.DataFrame]:
    """One typed frame a table, of all workbooks."""
    known = forms(home)
    parts: dict[str, list[pd.DataFrame]] = {}
    for path in workbooks(raw):
        for name, sheet in pd.read_excel(path, sheet_name=None, header=None, dtype=object).items():
            form = known.get(str(name).strip())
            read = form and _by_heading(sheet, form)
            if form is not None and read is not None:
                year = int(path.parent.name)
                parts.setdefault(form.table, []).append(
                    read.assign(unit_code=path.stem, year=year, path=str(path))
                )
    return {table: _typed(pd.concat(frames)) for table, frames in parts.items()}


def _by_heading(sheet: pd.DataFrame, form: SheetForm) -> pd.DataFrame | None:
    texts = sheet.fillna("").astype(str).map(str.strip)
    first = next((n for n, row in enumerate(texts.to_numpy()) if _is_heading(row, form)), None)
    if first is None:
        return None
    columns = dict(_columns(texts, first, form))
    body = sheet.iloc[first + 1 :]
    read = pd.DataFrame({column: body.iloc[:, n] for n, column in columns.items()})
    if "content_no" not in read and form.table == "projects":
        read["content_no"] = _group_contents(texts.iloc[first + 1 :])
        read["funding"] = _group_funding(texts.iloc[first + 1 :])
        read["delivery"] = "Tỉnh thực hiện"
    in_millions = texts.iloc[:first].apply(lambda row: row.str.contains("triệu đồng").any()).any()
    for column in read.columns:
        if column.endswith(_MONEY):
            money = pd.to_numeric(read[column], errors="coerce")
            read[column] = money * MILLION if in_millions else money
    return read[read["project_code"].astype(str).str.match(CODE)]


def _is_heading(row: list[str], form: SheetForm) -> bool:
    return any(form.headings.get(text) == "project_code" for text in row)


def _columns(texts: pd.DataFrame, first: int, form: SheetForm) -> Iterator[tuple[int, str]]:
    """Columns by place; a heading of two rows is its upper part over its lower one."""
    upper = ""
    below = texts.to_numpy()[first + 1] if first + 1 < len(texts) else []
    for place, text in enumerate(texts.to_numpy()[first]):
        upper = text or upper
        lower = below[place] if place < len(below) else ""
        for heading in (text, f"{upper} / {lower}"):
            if heading in form.headings:
                yield place, form.headings[heading]
                break


def _group_contents(texts: pd.DataFrame) -> pd.Series:
    return (
        texts.iloc[:, 0].str.extract(_CONTENT, expand=False).where(texts.iloc[:, 1] == "").ffill()
    )


def _group_funding(texts: pd.DataFrame) -> pd.Series:
    marks = texts.iloc[:, 0].map({"I": "KCQG", "II": "KCĐP", "III": "Khác"})
    return marks.ffill()


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    for column in frame.columns:
        if column.endswith(_DATES):
            frame[column] = pd.to_datetime(frame[column], dayfirst=True, errors="coerce")
        elif column.endswith(_MONEY):
            frame[column] = frame[column].round().astype("Int64")
        elif column in WHOLE:
            frame[column] = pd.to_numeric(frame[column], errors="coerce").astype("Int64")
        elif column != "year":
            frame[column] = frame[column].astype("string").str.strip()
    return frame
