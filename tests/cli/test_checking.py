"""``kc check``."""

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Ran


def test_every_finding_is_told_with_its_cell_and_nothing_is_written(ran: Ran) -> None:
    before = sorted(ran.kc.project.warehouse.rglob("*"))
    good, bad = (str(ran.province.raw / "2017" / name) for name in ("060.xlsx", "062.xlsx"))
    result = ran.kc("check", good, bad)
    assert result.exit_code == 1
    lines = [line.strip() for line in result.stdout.splitlines()]
    (error,) = (line for line in lines if line.startswith("Biểu 01 - Đề án!N4  "))
    assert "unheard of" in error
    assert [line for line in lines if line in {good, bad}] == [good, bad]
    assert ran.kc("check", good).exit_code == 0
    assert sorted(ran.kc.project.warehouse.rglob("*")) == before


def test_rows_tells_what_each_row_was_taken_for(ran: Ran) -> None:
    file = str(ran.province.raw / "2017" / "060.xlsx")
    lines = ran.kc("check", file, "--rows").stdout.splitlines()
    assert lines[0].split() == ["path", "sheet", "row", "taken", "for", "because"]
    assert any(" data " in line and line.endswith("project code C") for line in lines)


def test_the_other_formats_print_one_document(ran: Ran) -> None:
    files = [str(ran.province.raw / "2017" / name) for name in ("060.xlsx", "062.xlsx")]
    told = ran.kc("check", *files, "--format", "json", "--rows")
    assert told.exit_code == 1, told.output
    document = json.loads(told.stdout)
    assert [file["path"] for file in document["files"]] == files
    assert {row["fate"] for row in document["files"][0]["rows"]} >= {"heading", "data"}
    page = ran.kc("check", *files, "--format", "html")
    assert page.exit_code == 1, page.output
    assert page.stdout.startswith("<!DOCTYPE html>")
    assert page.stdout.count("<h2>") == 2
    assert ran.kc("check", *files, "--format", "html", "--rows").exit_code == 2


def test_copies_of_files_of_one_name_do_not_replace_each_other(ran: Ran, tmp_path: Path) -> None:
    good = ran.province.raw / "2017" / "060.xlsx"
    other = tmp_path / "2017" / "060.xlsx"
    other.parent.mkdir()
    shutil.copyfile(good, other)
    copies = tmp_path / "copies"
    assert ran.kc("check", str(good), str(other), "--annotate", str(copies)).exit_code == 0
    assert sorted(file.name for file in copies.iterdir()) == [
        "060 - góp ý (2).xlsx",
        "060 - góp ý.xlsx",
    ]


def test_a_file_that_is_not_there_is_wrong_usage(ran: Ran) -> None:
    assert ran.kc("check", "no-such-file.xlsx").exit_code == 2
