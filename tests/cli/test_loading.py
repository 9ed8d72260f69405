"""What a command loads: nothing heavy that it has no use for, Dagster only where it is a run."""

import os
import subprocess
import sys

import pytest

from kc_pipeline.cli import COMMANDS, EXIT_FAULTS
from tests.cli.conftest import FOLDERS, Ran
from tests.small_phase import HOME

HEAVY = {
    "dagster",
    "docx",
    "duckdb",
    "jinja2",
    "numpy",
    "openpyxl",
    "pandas",
    "pandera",
    "pyarrow",
    "rich",
    "sqlglot",
    "vl_convert",
    "xlrd",
    "xlsxwriter",
}
READING = {"duckdb", "rich"}
COMPUTING = READING | {"numpy", "pyarrow", "sqlglot"}
JUDGING = COMPUTING | {"pandas", "pandera"}
USEFUL: dict[str, set[str]] = {
    "--help": set(),
    "run": set(),  # where nothing is new
    "status": READING,
    "snapshots": READING,
    "explain": READING,
    "sql": READING,
    "figures": COMPUTING,
    "reconcile": COMPUTING,
    "edition": COMPUTING,
    "trace": COMPUTING,
    "check": JUDGING,
    "findings": JUDGING,
    "template": JUDGING - READING - {"sqlglot"} | {"openpyxl", "rich"},
}
"""What of the heavy each command has a use for; whatever else it loads is a fault."""
PHASE = "2014-2018"


def loaded(program: str, environment: dict[str, str] | None = None) -> set[str]:
    """The modules that a program has loaded in the end."""
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", f"{program}\nimport sys; print('\\n', *sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOME,
        env=os.environ | (environment or {}),
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "calls",
    [
        [["--help"]],
        [["run"]],
        [["status"], ["snapshots"], ["explain", "A"], ["sql", "select 1"]],
        [
            ["figures", PHASE],
            ["reconcile", PHASE],
            ["edition", "list"],
            ["trace", PHASE, "overview.projects"],
        ],
        [["check", "2016/061.xlsx"], ["findings", PHASE]],
        [["template", "2019", "--unit", "061"]],
    ],
    ids=["help", "nothing new", "reading", "computing", "judging", "writing"],
)
def test_commands_load_what_they_use(ran: Ran, calls: list[list[str]]) -> None:
    project = ran.kc.project
    ran.kc("run")  # so that nothing is new, and the page tells of no run that failed
    folders = dict(zip(FOLDERS, map(str, (HOME, project.raw, project.warehouse)), strict=True))
    calls = [
        [str(project.raw / word) if word.endswith(".xlsx") else word for word in words]
        for words in calls
    ]
    calling = f"""
from kc_pipeline.cli import main
for words in {calls!r}:
    try:
        main(words)
    except SystemExit as ended:
        assert ended.code in {{None, 0, {EXIT_FAULTS}}}, (words, ended.code)
"""
    modules = loaded(calling, folders)
    called = {COMMANDS[words[0]].module for words in calls if words[0] in COMMANDS}
    assert {"kc_pipeline.cli", *(f"kc_pipeline.cli.{name}" for name in called)} <= modules
    for useful in (USEFUL[words[0]] for words in calls):
        assert modules & HEAVY - useful == set()


def test_only_runs_load_dagster_and_only_they_what_writes_documents() -> None:
    modules = loaded(_importing(set(COMMANDS) - {"run", "assess"}))
    assert {"kc_pipeline.cli.editions", "kc_pipeline.cli.previewing"} <= modules
    assert modules & {"dagster", "docx", "vl_convert"} == set()


def _importing(names: set[str]) -> str:
    modules = sorted({COMMANDS[name].module for name in names})
    return "\n".join(f"import kc_pipeline.cli.{module}" for module in modules)


def test_a_child_that_reads_files_loads_what_that_takes() -> None:
    modules = loaded("import kc_pipeline.intake.reading_file")
    assert "kc_pipeline.intake.reader" in modules
    assert modules & HEAVY == set()
