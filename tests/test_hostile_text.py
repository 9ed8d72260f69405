"""Texts that some program would obey, in every place of a submission: inert in every output."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from kc_pipeline.intake.wording import tidy
from tests.cli.conftest import Kc
from tests.small_phase import Outcome, Province, project, report

HOSTILE = (
    '=HYPERLINK("http://example.com","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'; drop table core.projects; --",
    "../../etc/passwd",
    "{{ 7*7 }} {% for x in y %} ${x}",
    "\u202egnp.exe\u200b\u2066",
    "chữ " * 8_000,
    "[red]x[/] \\[bold]y",
    "| a | [x](javascript:alert(1)) `z` # h",
)
FILE_NAME = "061 [red]x \\[bold] `|` ${y} \x1b[31m\nrejected.xlsx"
SHEET = "=1+1 {{7}} <b> `|` \u202egnp"
HEADING = "=1+1 <script>alert(1)</script> {{ 7*7 }} [red] | `x`"
CODE = "=1+1 <script>alert(1)</script>"
UNIT = "<script>alert(1)</script> [red]x \\[bold] \x1b[31m =1+1"
OUR_SUM = re.compile(r"=SUM\([A-Z]+\d+:[A-Z]+\d+\)|=SUM\([A-Z0-9,]+\)")
STARTS = ("=", "+", "-", "@")
REMARK = '=HYPERLINK("x") [red] <script>alert(1)</script>'
TEXTS = """
select title, lead_unit, note, regexp_replace(project_code, '^P-', '')
from core.projects where starts_with(project_code, 'P-')
"""


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """One file with a project for each text, a comment, another sheet, and a name to match."""
    found = Province(tmp_path_factory.mktemp("hostile"))
    projects = [
        project(f"P-{n}", title=text, lead_unit=text, note=text, commune=text)
        for n, text in enumerate(HOSTILE)
    ]
    projects.append(project(CODE, title="{{ 7*7 }}"))
    supports = [
        {"project_code": f"P-{n}", "establishment": text, "industry": text, "support_vnd": 1}
        for n, text in enumerate(HOSTILE)
    ]
    usual = found.send(report("061", 2016, *projects, technology_supports=supports))
    workbook = load_workbook(usual)
    table = workbook.worksheets[1]
    table["B6"].comment = Comment(REMARK, "[red]")
    heading = next(c for row in table for c in row if c.value == "Tên đề án")
    unknown = table.cell(heading.row, table.max_column + 1)
    unknown.value, unknown.data_type = HEADING, "s"
    workbook.create_sheet(SHEET)["A1"] = "x"
    workbook.save(usual)
    usual.rename(usual.with_name(FILE_NAME))
    found.send(report("062", 2016, project("U-1"), unit=UNIT))
    return found


@pytest.fixture(scope="module")
def outcome(province: Province) -> Outcome:
    return province.consolidate()


def test_the_warehouse_keeps_every_text_but_for_the_documented_clean_up(outcome: Outcome) -> None:
    kept = {int(number): texts for *texts, number in outcome.rows(TEXTS)}
    assert kept == {n: [tidy(text)] * 3 for n, text in enumerate(HOSTILE)}
    names = outcome.rows("select establishment from core.technology_supports")
    assert {name for (name,) in names} == set(map(tidy, HOSTILE))
    paths = outcome.rows("select path, status from quality.submissions order by path")
    assert paths == [
        (f"2016/{FILE_NAME}", "accepted_with_findings"),
        ("2016/062.xlsx", "accepted_with_findings"),
    ]
    assert outcome.rows("select project_code from core.projects where title = '{{ 7*7 }}'") == [
        (CODE.upper(),)
    ]
    units = outcome.rows("select value from quality.findings where code = 'cover.unreadable'")
    assert units == [(tidy(UNIT),)]
    headings = outcome.rows("select value from quality.findings where code = 'column.unknown'")
    assert headings == [(HEADING,)]
    remarks = outcome.rows("select value from quality.findings where code = 'cell.remark'")
    assert remarks == [(REMARK,)]


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("trace", "2014-2018", "s3.machinery.projects"),
        ("findings", "2014-2018"),
        ("check",),
    ],
)
def test_the_terminal_shows_and_never_obeys(
    province: Province, outcome: Outcome, words: tuple[str, ...]
) -> None:
    files = [str(province.raw / "2016" / FILE_NAME)] if words == ("check",) else []
    told = Kc(outcome.project)(*words, *files)
    assert told.exit_code == (0 if words != ("check",) else told.exit_code), told.output
    assert "[red]x" in told.output
    assert "\\[bold]" in told.output
    assert "␛[31m" in told.output
    assert "␛[31m␊rejected.xlsx" in told.output
    assert [c for c in set(told.output) if not c.isprintable()] == ["\n"]


def test_an_annotated_copy_has_texts_only(province: Province, tmp_path: Path) -> None:
    told = Kc(province.project)(
        "check", str(province.raw / "2016" / FILE_NAME), "--annotate", str(tmp_path)
    )
    (copy,) = tmp_path.rglob("*")
    assert told.exit_code in (0, 1), told.output
    assert copy.parent == tmp_path
    with zipfile.ZipFile(copy) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(archive.read(part))
    cells = [c for sheet in load_workbook(copy) for row in sheet.iter_rows() for c in row]
    assert [c.value for c in cells if c.data_type == "f"] == []


@pytest.mark.parametrize("words", [("status",), ("findings", "2014-2018")])
def test_csv_runs_no_formula_in_a_spreadsheet(outcome: Outcome, words: tuple[str, ...]) -> None:
    told = Kc(outcome.project)(*words, "--format", "csv")
    assert told.exit_code == 0, told.output
    fields = [field for row in csv.reader(io.StringIO(told.stdout)) for field in row]
    assert any(FILE_NAME in field for field in fields)
    assert (words == ("status",)) or (f"'{SHEET}" in fields)
    assert [field for field in fields if field.startswith(STARTS)] == []


def test_the_page_of_a_check_has_texts_only(province: Province) -> None:
    told = Kc(province.project)(
        "check", "--format", "html", *map(str, province.raw.rglob("*.xlsx"))
    )
    assert "&lt;script&gt;alert(1)" in told.stdout
    assert "<script>alert" not in told.stdout
    assert "<img src=x" not in told.stdout


def test_the_report_has_texts_only(province: Province, outcome: Outcome) -> None:
    told = Kc(province.project)("assess", "2016-2016")
    assert told.exit_code == 0, told.output
    files = {path.suffix: path for path in (outcome.project.warehouse / "reports").rglob("*.*")}
    page = files[".html"].read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    markdown = files[".md"].read_text(encoding="utf-8")
    assert "<script>" not in markdown
    assert not re.search(r"(?<!\\)\]\(javascript", markdown)
    with zipfile.ZipFile(files[".docx"]) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if n.endswith(".xml")}
    for part in parts.values():
        ElementTree.fromstring(part)
    fields = re.findall(rb"<w:instrText[^>]*>([^<]*)<", b"".join(parts.values()))
    assert {field.strip() for field in fields} <= {b"PAGE", b"NUMPAGES"}
    assert b"fldSimple" not in b"".join(parts.values())
    sheets = load_workbook(files[".xlsx"]).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == HOSTILE[0] for cell in cells)
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert [formula for formula in formulas if not OUR_SUM.fullmatch(formula)] == []


def test_json_for_programs_has_the_findings_as_they_are(province: Province) -> None:
    told = Kc(province.project)("check", str(province.raw / "2016" / FILE_NAME), "--format", "json")
    (file,) = json.loads(told.stdout)["files"]
    values = {f["value"] for cause in file["causes"] for f in cause["findings"]}
    assert REMARK in values
