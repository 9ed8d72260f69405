"""Every block of the analysts' guides and of the notebook runs, and gives what the page shows."""

import io
import json
import os
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from kc_pipeline.access.opening import OpenWarehouse
from kc_pipeline.cli import main
from tests.access.guide import Block, blocks
from tests.small_phase import HOME, Outcome

GUIDE, TWIN = HOME / "docs" / "analyst.md", HOME / "docs" / "phan-tich.md"
NOTEBOOK = HOME / "notebooks" / "ten_questions.ipynb"
QUESTIONS = 10


@pytest.fixture(scope="module")
def desk(
    exported: Outcome, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, object]]:
    """A folder as the guide takes it for granted, and the names that its Python blocks share."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "raw").symlink_to(exported.project.raw)
    (folder / "warehouse").symlink_to(exported.project.warehouse)
    before = os.environ.get("KC_WAREHOUSE")
    os.environ["KC_WAREHOUSE"] = str(exported.project.warehouse)
    with chdir(folder):
        yield {}
    del os.environ["KC_WAREHOUSE"]
    if before is not None:
        os.environ["KC_WAREHOUSE"] = before


def test_every_block_gives_what_the_page_shows(desk: dict[str, object]) -> None:
    for block in blocks(GUIDE):
        given = RUN[block.kind](block, desk)
        if block.answer is not None:
            assert given == block.answer, block.code


def test_both_languages_have_the_same_blocks() -> None:
    assert blocks(TWIN) == blocks(GUIDE)


def test_each_question_has_an_answer() -> None:
    asked = [block for block in blocks(GUIDE) if block.kind == "sql" and block.answer is not None]
    for page in (GUIDE, TWIN):
        headings = [
            line for line in page.read_text(encoding="utf-8").splitlines() if "### " in line
        ]
        assert [heading.split()[1] for heading in headings] == [
            f"{number}." for number in range(1, QUESTIONS + 1)
        ]
    assert len(asked) == QUESTIONS


def test_the_notebook_asks_the_same_and_runs(desk: dict[str, object]) -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    names: dict[str, object] = {}
    for number, cell in enumerate(cells):
        exec(compile(cell, f"{NOTEBOOK.name}[{number}]", "exec"), names)  # noqa: S102  # our own
    warehouse = names["warehouse"]
    assert isinstance(warehouse, OpenWarehouse)
    warehouse.close()
    asked = [block.code for block in blocks(GUIDE) if block.kind == "sql" and block.answer]
    assert [name for name in asked if not any(name.rstrip(";\n") in cell for cell in cells)] == []
    answers = [value for name, value in sorted(names.items()) if name.startswith("answer_")]
    assert len(answers) == QUESTIONS
    assert all(isinstance(answer, pd.DataFrame) and len(answer) for answer in answers)
    assert desk is not None


def _shell(block: Block, _: dict[str, object]) -> str:
    """What the commands of a block print, one a line, each a kc."""
    printed = []
    for line in block.code.splitlines():
        program, *words = shlex.split(line)
        assert program == "kc"
        result = CliRunner().invoke(main, words)
        assert (result.exit_code, result.stderr) == (0, ""), line
        printed.append(result.stdout)
    return "".join(printed)


def _sql(block: Block, _: dict[str, object]) -> str:
    result = CliRunner().invoke(main, ["sql", block.code])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def _python(block: Block, names: dict[str, object]) -> str:
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(block.code, Path(GUIDE).name, "exec"), names)  # noqa: S102  # our own page
    return printed.getvalue()


RUN = {"sh": _shell, "sql": _sql, "python": _python}
