"""Nothing outside raw/ is read as a submission."""

import shutil
from pathlib import Path

from tests.small_phase import Province, project, report


def test_links_that_lead_out_are_refused_of_every_kind(tmp_path: Path) -> None:
    province = Province(tmp_path)
    inside = province.send(report("061", 2016, project("A")))
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.copy(inside, outside / "060.xlsx")
    (outside / "projects.csv").write_text("a,b\n1,2\n")
    year = inside.parent
    (year / "060.xlsx").symlink_to(outside / "060.xlsx")
    (year / "062").symlink_to(outside)
    (year / "063").mkdir()
    (year / "063" / "projects.csv").symlink_to(outside / "projects.csv")
    (year / "up").symlink_to(tmp_path)

    outcome = province.consolidate()

    rejected = outcome.rows(
        "select path from quality.findings where code = 'file.leads_out' order by path"
    )
    assert rejected == [("2016/060.xlsx",), ("2016/062",), ("2016/063",), ("2016/up",)]
    assert outcome.rows(
        "select distinct path from core.projects join quality.submissions using (submission_id)"
    ) == [("2016/061.xlsx",)]
    assert len(list(province.project.archive.iterdir())) == 1
