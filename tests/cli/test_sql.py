"""``kc sql``: answers as a table, CSV, JSON and Parquet; what it refuses; the prompt."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from kc_pipeline.cli import main
from kc_pipeline.cli.answers import fits
from tests.cli.conftest import FOLDERS
from tests.small_phase import HOME, Outcome

NUMBERS = "select 2014 as year, 1234567.50 as amount, null as none, true as yes, 'Ba Bể' as unit"
CALLED = [sys.executable, "-c", "from kc_pipeline.cli import main; main()", "sql"]


def kc_sql(sample: Outcome, *words: str, typed: str | bytes | None = None) -> Result:
    return CliRunner(env=_folders(sample)).invoke(main, ["sql", *words], input=typed)


def test_a_table_is_aligned_and_vietnamese(sample: Outcome) -> None:
    told = "select * from (values ('Ngân Sơn', 40000000, date '2016-03-01'), (null, 2016, null))"
    result = kc_sql(sample, f"{told} as t(unit, amount, day)")
    assert result.stdout == (
        "unit          amount  day\nNgân Sơn  40.000.000  01/03/2016\nnull            2016  null\n"
    )
    assert (result.exit_code, result.stderr) == (0, "")


def test_letters_of_several_marks_do_not_push_columns(sample: Outcome) -> None:
    query = "select * from (values ('Cho' || chr(803) || chr(803), 1), ('xxxx', 2)) as t(a, b)"
    _, marked, plain = kc_sql(sample, query).stdout.splitlines()
    assert (marked.index("1"), plain.index("2")) == (8, 6)


def test_programs_get_exact_numbers(sample: Outcome) -> None:
    shown = kc_sql(sample, NUMBERS, "--format", "json").stdout
    assert json.loads(shown, parse_float=Decimal) == [
        {"year": 2014, "amount": Decimal("1234567.5"), "none": None, "yes": True, "unit": "Ba Bể"}
    ]
    rows = list(csv.reader(io.StringIO(kc_sql(sample, NUMBERS, "--format", "csv").stdout)))
    assert rows[1] == ["2014", "1234567.5", "", "true", "Ba Bể"]
    parquet = kc_sql(sample, NUMBERS, "--format", "parquet").stdout_bytes
    assert pl.read_parquet(io.BytesIO(parquet)).rows() == [
        (2014, Decimal("1234567.50"), None, True, "Ba Bể")
    ]


@pytest.mark.parametrize(
    ("value", "shown", "as_json"),
    [
        ("[1.5, null]", "[1.5, null]", [1.5, None]),
        ("{'a': date '2020-01-02'}", '{"a": "2020-01-02"}', {"a": "2020-01-02"}),
        ("0.5::double", "0,5", 0.5),
        ("'nan'::double", "nan", "nan"),
        ("timestamp '2020-01-02 03:04:05'", "02/01/2020 03:04:05", "2020-01-02T03:04:05"),
        ("time '03:04:05'", "03:04:05", "03:04:05"),
        ("'ab'::blob", "6162", "6162"),
        ("-12345", "-12.345", -12345),
        ("interval 2 day", "2 days, 0:00:00", "2 days, 0:00:00"),
    ],
)
def test_every_kind_of_value(sample: Outcome, value: str, shown: str, as_json: object) -> None:
    query = f"select {value} as x"
    assert [line.strip() for line in kc_sql(sample, query).stdout.splitlines()] == ["x", shown]
    assert json.loads(kc_sql(sample, query, "--format", "json").stdout) == [{"x": as_json}]
    assert kc_sql(sample, query, "--format", "csv").exit_code == 0


def test_a_long_table_is_cut_and_says_so(sample: Outcome) -> None:
    result = kc_sql(sample, "from range(500)")
    assert len(result.stdout.splitlines()) == 201
    assert result.stderr == "the first 200 rows; --limit 0 shows all\n"
    assert len(kc_sql(sample, "from range(500)", "--limit", "0").stdout.splitlines()) == 501
    assert len(kc_sql(sample, "from range(500)", "--format", "csv").stdout.splitlines()) == 501
    exactly = kc_sql(sample, "from range(200)")
    assert (len(exactly.stdout.splitlines()), exactly.stderr) == (201, "")


@pytest.mark.parametrize(
    ("texts", "width", "is_table"),
    [(("1", "Ba Bể"), 17, True), (("1", "Ba Bể"), 16, False), (("1", "dài " * 50), 27, True)],
)
def test_a_row_stands_upright_where_the_terminal_is_too_narrow(
    texts: tuple[str, str], width: int, *, is_table: bool
) -> None:
    assert fits(("year", "đơn vị"), [texts], width) is is_table


def test_nothing_found_is_said(sample: Outcome) -> None:
    result = kc_sql(sample, "select 1 as a where false")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "a\n", "no rows\n")
    assert kc_sql(sample, "select 1 as a where false", "--format", "json").stdout == "[]\n"


def test_statements_from_standard_input(sample: Outcome) -> None:
    typed = (
        "\ufeffset variable y = 2016; -- năm\nselect getvariable('y') as y;\nselect 'Na Rì' as u"
    )
    result = kc_sql(sample, typed=typed.encode())
    assert [line.strip() for line in result.stdout.splitlines()] == ["y", "2016", "u", "Na Rì"]
    assert kc_sql(sample, typed=b"select '\xff'").exit_code == 2


def test_a_file_is_written_in_the_form_of_its_ending(sample: Outcome, tmp_path: Path) -> None:
    for name, form in (("a.csv", "csv"), ("a.json", "json"), ("a.parquet", "parquet")):
        assert kc_sql(sample, NUMBERS, "--output", str(tmp_path / name)).stdout == ""
        by_format = kc_sql(sample, NUMBERS, "--format", form).stdout_bytes
        assert (tmp_path / name).read_bytes() == by_format
    assert kc_sql(sample, NUMBERS, "--output", str(tmp_path / "a.xlsx")).exit_code == 2
    before = (tmp_path / "a.csv").read_bytes()
    assert kc_sql(sample, "select 1; selec", "--output", str(tmp_path / "a.csv")).exit_code == 2
    assert (tmp_path / "a.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.parquet"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("selec 1", 'Parser Error: syntax error at or near "selec" (line 1: selec 1)'),
        ("from core.projetcs", 'Did you mean "projects"? (line 1: from core.projetcs)'),
        ("", "there is no SQL to run"),
        ("select $year", "Values were not provided"),
        ("create table core.x (a int)", "read-only"),
        ("delete from core.projects", "read-only"),
        ("copy core.units to 'x.csv'", 'Cannot access file "x.csv"'),
        ("from read_text('README.md')", 'Cannot access file "README.md"'),
        ("from 'README.md'", "README.md"),
        ("attach 'x.duckdb'", "Cannot access file"),
        ("export database 'x'", "Cannot access"),
        ("install httpfs", "Cannot access"),
        ("load httpfs", "disabled"),
        ("set enable_external_access = true", "locked"),
        ("reset lock_configuration", "locked"),
    ],
)
def test_what_cannot_be_meant_is_one_line(sample: Outcome, query: str, told: str) -> None:
    result = kc_sql(sample, query)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert told in line


def test_programs_get_one_answer_with_names_apart(sample: Outcome) -> None:
    for query in ("select 1; select 2", "select 1 as a, 2 as a"):
        result = kc_sql(sample, query, "--format", "json")
        assert (result.exit_code, result.stdout) == (2, "")


def test_hostile_text_does_nothing(sample: Outcome) -> None:
    query = "select e'\\x1b[2J[red]\\n=1+1' as x"
    assert kc_sql(sample, query).stdout == "x\n␛[2J[red]␊=1+1\n"
    refused = kc_sql(sample, 'select * from "\x1b[2J"')
    assert "\x1b" not in refused.stderr
    assert kc_sql(sample, "select '=1+1' as x", "--format", "csv").stdout == "x\n'=1+1\n"


def test_without_a_warehouse_nothing_is_done(sample: Outcome, tmp_path: Path) -> None:
    result = kc_sql(sample, "select 1", "--warehouse", str(tmp_path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "run `kc run`" in result.stderr


def test_a_reader_that_closes_the_pipe_ends_it_quietly(sample: Outcome) -> None:
    words = [*CALLED, "from range(200000)", "--format", "csv"]
    with subprocess.Popen(  # noqa: S603  # our own interpreter
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(sample), cwd=HOME
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"range\n"
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_prompt_answers_tells_errors_and_goes_on(sample: Outcome) -> None:
    typed = (
        ".help\n.columns core.contents\n.columns core.none\n.fly\n"
        "select 'a;\nb' as quoted,\n2016 as y;\n"
        "selec;\nselect 40000000 as đồng;\n.quit\n"
    )
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603  # our own interpreter
        CALLED,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_environment(sample),
        cwd=HOME,
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        assert process.stdout is not None
        shown = process.stdout.read().decode()
    os.close(ours)
    assert process.returncode == 0
    for told in (
        "khuyen_cong.duckdb, snapshot ",
        "SQL ends with ;",
        "content_no",
        "core.none: there is no such table",
        ".fly: there is no such command",
        "a;␊b    2016",
        "Error: Parser Error: syntax error",
        "40.000.000",
    ):
        assert told in shown


def _folders(sample: Outcome) -> dict[str, str]:
    project = sample.project
    return dict(zip(FOLDERS, map(str, (project.home, project.raw, project.warehouse)), strict=True))


def _environment(sample: Outcome) -> dict[str, str]:
    return os.environ | _folders(sample)
