"""``kc check``."""

from tests.cli.conftest import Ran


def test_every_finding_is_told_with_its_cell_and_nothing_is_written(ran: Ran) -> None:
    before = sorted(ran.kc.project.warehouse.rglob("*"))
    good, bad = (str(ran.province.raw / "2017" / name) for name in ("060.xlsx", "062.xlsx"))
    result = ran.kc("check", good, bad)
    assert result.exit_code == 1
    (error,) = (line for line in result.stdout.splitlines() if " error " in line)
    assert error.startswith(bad)
    assert "unheard of" in error
    assert f"{good}: " in result.stdout
    assert ran.kc("check", good).exit_code == 0
    assert sorted(ran.kc.project.warehouse.rglob("*")) == before


def test_rows_tells_what_each_row_was_taken_for(ran: Ran) -> None:
    file = str(ran.province.raw / "2017" / "060.xlsx")
    lines = ran.kc("check", file, "--rows").stdout.splitlines()
    assert lines[0].split() == ["path", "sheet", "row", "taken", "for", "because"]
    assert any(" data " in line and line.endswith("project code C") for line in lines)


def test_a_file_that_is_not_there_is_wrong_usage(ran: Ran) -> None:
    assert ran.kc("check", "no-such-file.xlsx").exit_code == 2
