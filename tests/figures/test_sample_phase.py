"""The sample phase against what was published, and what moves when one cell does."""

import re
import shutil
from decimal import Decimal
from typing import NamedTuple

import openpyxl
import pytest

from kc_pipeline.paths import Project
from kc_pipeline.reference import read_csv
from tests.small_phase import HOME, Outcome, Province

A_LOCAL_MACHINERY_AMOUNT = """
select s.path, c.sheet, c.cell
from core.projects as p
join quality.submissions as s using (submission_id)
join quality.cells as c using (submission_id, sheet, row_no)
where p.activity = 'machinery' and p.funding = 'local' and p.is_counted
  and s.form = 'KC-2014' and s.path like '%.xlsx' and c.column_name = 'spent_vnd'
  and regexp_full_match(c.raw, '[0-9]+')
order by s.path, c.cell
limit 1
"""

PUBLISHED = HOME / "assets" / "published" / "2014-2018.csv"


class Disturbed(NamedTuple):
    """The sample phase with one đồng more in a report of that year."""

    outcome: Outcome
    year: str


def test_every_published_figure_is_recomputed(sample: Outcome) -> None:
    verdicts = sample.rows(
        "select verdict, count(*) from assessment.reconciliation "
        "where phase = '2014-2018' and published is not null group by verdict"
    )
    assert verdicts == [("equal", len(read_csv(PUBLISHED)))]


def test_published_and_computed_stand_side_by_side(sample: Outcome) -> None:
    found = sample.rows(
        "select figure, published, computed, unit, difference, verdict "
        "from assessment.reconciliation "
        "where phase = '2014-2018' and figure in ('s3.machinery.support', 'overview.plan.local')"
    )
    told = {row["figure"]: Decimal(row["value"]) for row in read_csv(PUBLISHED)}
    amount = told["s3.machinery.support"]
    plan = sample.figures("2014-2018", "overview.plan.local")["overview.plan.local"]
    assert sorted(found) == [
        ("overview.plan.local", None, plan, "million VND", None, "not published"),
        ("s3.machinery.support", amount, amount, "million VND", Decimal(0), "equal"),
    ]


@pytest.fixture(scope="module")
def disturbed(sample: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Disturbed:
    """The sample phase with one đồng more in one cell, where nothing was ever published."""
    folder = tmp_path_factory.mktemp("disturbed")
    project = Project(folder, folder / "raw", folder / "warehouse")
    shutil.copytree(HOME / "raw", project.raw)
    shutil.copytree(HOME / "assets", project.assets)
    shutil.rmtree(project.assets / "published")
    for kept in ("intake", "archive"):
        shutil.copytree(sample.project.warehouse / kept, project.warehouse / kept)
    [(path, sheet, cell)] = sample.rows(A_LOCAL_MACHINERY_AMOUNT)
    book = openpyxl.load_workbook(project.raw / path)
    book[sheet][cell].value += 1
    book.save(project.raw / path)
    return Disturbed(Province(folder, project).consolidate(), path[:4])


def test_one_dong_in_one_cell_moves_the_figures_over_its_row_and_no_other(
    sample: Outcome, disturbed: Disturbed
) -> None:
    before, after = sample.figures(), disturbed.outcome.figures()
    assert before.keys() == after.keys()
    moved = {
        name: Decimal(str(value)) - Decimal(str(before[name]))
        for name, value in after.items()
        if value != before[name]
    }
    shares = {name for name in moved if "execution_share" in name}
    dong = Decimal("0.000001")
    assert {name: by for name, by in moved.items() if name not in shares} == {
        "overview.support": dong,
        "overview.support.local": dong,
        f"overview.support.{disturbed.year}": dong,
        "s3.machinery.support": dong,
        "s3.machinery.support.local": dong,
        "s3.content.support": dong,
        "s3.content.support.local": dong,
    }
    assert shares <= {"overview.execution_share", "overview.execution_share.local"}


def test_without_published_figures_the_same_is_computed_and_nothing_compared(
    disturbed: Disturbed,
) -> None:
    assert disturbed.outcome.rows(
        "select verdict, count(*) = (select count(*) from assessment.figures) "
        "from assessment.reconciliation group by verdict"
    ) == [("not published", True)]


def test_no_published_value_stands_in_code_or_sql() -> None:
    told = {row["value"].removesuffix(".0") for row in read_csv(PUBLISHED)}
    ordinary = {value for value in told if len(value) < 3} | {"100", "150", "240", "400", "600"}
    distinctive = told - ordinary
    wanted = re.compile(
        r"(?<![\w.])(" + "|".join(re.escape(value) for value in distinctive) + r")(?![\w.])"
    )
    files = [*(HOME / "kc_pipeline").rglob("*.py"), *(HOME / "assets").rglob("*.sql")]
    files += [*(HOME / "assets" / "figures").glob("*.toml")]
    found = {
        (file.relative_to(HOME).as_posix(), hit.group())
        for file in files
        for hit in wanted.finditer(file.read_text(encoding="utf-8"))
    }
    assert (len(distinctive) > 10, found) == (True, set())
