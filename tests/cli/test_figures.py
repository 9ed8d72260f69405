"""``kc figures``, ``kc trace`` and ``kc reconcile``."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

PHASES = pytest.mark.parametrize("phase", ["2014-2018", "2016-2017"])


@PHASES
def test_json_holds_exact_numbers_and_null(ran: Ran, phase: str) -> None:
    result = ran.kc("figures", phase, "--format", "json")
    told = json.loads(result.stdout, parse_float=Decimal)
    by_name = {entry["figure"]: entry for entry in told}
    assert by_name["s3.machinery.support"] == {
        "figure": "s3.machinery.support",
        "label_vi": by_name["s3.machinery.support"]["label_vi"],
        "value": Decimal("72.5"),
        "unit": "million VND",
    }
    assert by_name["s2.outcome.household_share"]["value"] is None
    assert [list(entry) for entry in told] == [["figure", "label_vi", "value", "unit"]] * len(told)


def test_csv_says_the_same(ran: Ran) -> None:
    told = json.loads(
        ran.kc("figures", "2014-2018", "--format", "json").stdout, parse_float=Decimal
    )
    rows = csv.DictReader(io.StringIO(ran.kc("figures", "2014-2018", "--format", "csv").stdout))
    shown = {row["figure"]: row["value"] for row in rows}
    assert shown == {e["figure"]: "" if e["value"] is None else str(e["value"]) for e in told}


def test_the_table_is_plain_and_vietnamese_in_a_pipe(ran: Ran) -> None:
    lines = ran.kc("figures", "2014-2018").stdout.splitlines()
    assert lines[0].split() == ["figure", "label", "value", "unit"]
    (support,) = (line for line in lines if line.startswith("s3.machinery.support "))
    assert support.endswith(" 72,5  million VND")
    (share,) = (line for line in lines if line.startswith("s2.outcome.household_share "))
    assert share.split()[-2:] == ["–", "percent"]


def test_a_trace_adds_up(ran: Ran) -> None:
    lines = ran.kc("trace", "2014-2018", "s3.machinery.support").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:-1]] == [
        *("2016/061.xlsx", "2016/061.xlsx", "2017/060.xlsx", "2017/062.xlsx")
    ]
    assert [line.split()[-1] for line in lines[1:-1]] == ["40", "10", "12,5", "10"]
    assert lines[-1] == "4 cells add up to 72,5 million VND"


def test_a_phase_without_published_figures_has_none_to_reconcile(ran: Ran) -> None:
    result = ran.kc("reconcile", "2016-2017")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "2016-2017: no published figures to compare with",
    )


@pytest.mark.parametrize(
    ("value", "exit_code", "told"),
    [
        ("72.5", 0, "2014-2018: 1/1 figures equal"),
        ('"72,5"', 0, "2014-2018: 1/1 figures equal"),
        ("73", 0, "2014-2018: 1/1 figures equal"),
        ("about 70", 2, ""),
        ("72.6", 1, "2014-2018: 0/1 figures equal"),
    ],
)
def test_a_file_is_compared_figure_by_figure(
    ran: Ran, tmp_path: Path, value: str, exit_code: int, told: str
) -> None:
    file = tmp_path / "printed.csv"
    file.write_text(f"figure,value,unit\ns3.machinery.support,{value},million VND\n")
    result = ran.kc("reconcile", "2014-2018", str(file))
    assert result.exit_code == exit_code
    assert result.stdout.splitlines()[-1:] == ([told] if told else [])


def test_a_file_with_other_columns_is_wrong_usage(ran: Ran, tmp_path: Path) -> None:
    file = tmp_path / "printed.csv"
    file.write_text("name,amount\na,1\n")
    result = ran.kc("reconcile", "2014-2018", str(file))
    assert result.exit_code == 2
    assert "printed.csv: the heading lacks figure, value, unit" in result.stderr


def test_what_cannot_be_computed_is_told_with_its_line(ran: Ran, tmp_path: Path) -> None:
    file = tmp_path / "printed.csv"
    file.write_text(
        "value;figure;unit\n1;s9.none;people\n72,5;s3.machinery.support;people\n"
        "40%;s2.outcome.household_share;%\n;s3.machinery.projects;projects\n"
    )
    result = ran.kc("reconcile", "2014-2018", str(file))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-4:] == [
        f"{file}, line 2: s9.none is no figure of 2014-2018; kc figures lists them",
        f"{file}, line 3: s3.machinery.support is counted in million VND, not in people",
        (
            f"{file}, line 4: s2.outcome.household_share has no value: "
            "there is nothing to take the share of"
        ),
        "2014-2018: 0/3 figures equal",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "someday"),
        ("trace", "2014-2018", "s3.no_such"),
        ("trace", "someday", "s3.machinery.support"),
        ("reconcile", "2018-2014"),
        ("reconcile", "2014-2018", "no-such-file.csv"),
        ("figures", "2014-2018", "--format", "pdf"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(ran: Ran, words: tuple[str, ...]) -> None:
    result = ran.kc(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
