"""Nothing outside the warehouse is written, whatever raw/ is like; a folder that cannot be read."""

from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import Kc
from tests.faults.service import Service, service
from tests.small_phase import project, report


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A first run over a raw/ that nobody may write to, with a folder that nobody may list."""
    found = service(tmp_path_factory.mktemp("inside"))
    found.province.send(report("061", 2016, project("A")))
    shut = found.province.send(report("060", 2017, project("B"))).parent
    raw = found.province.raw
    for path in (*raw.rglob("*"), raw):
        path.chmod(path.stat().st_mode & ~0o222)
    shut.chmod(0)
    before = found.outside()
    told = found.kc("run")
    assert (told.returncode, told.stderr) == (1, "")
    refused = [line for line in told.stdout.splitlines() if line.startswith("rejected")]
    assert [line.partition(": ")[0] for line in refused] == ["rejected 2017"]
    assert found.outside() == before
    return found


def test_what_could_be_read_is_published_and_the_rest_is_told(ran: Service) -> None:
    with duckdb.connect(str(ran.province.project.published), read_only=True) as connection:
        assert connection.sql("select project_code from core.projects").fetchall() == [("A",)]
        assert connection.sql(
            "select path, code from quality.findings where severity = 'error'"
        ).fetchall() == [("2017", "file.not_taken")]


def test_the_group_may_read_and_others_may_not(ran: Service) -> None:
    warehouse = ran.province.project.warehouse
    modes = {str(p.relative_to(warehouse)): p.stat().st_mode for p in warehouse.rglob("*")}
    assert {"khuyen_cong.duckdb", "publication.json", "status.html"} <= set(modes)
    assert [name for name, mode in modes.items() if mode & 0o027] == []
    assert modes["khuyen_cong.duckdb"] & 0o777 == 0o640


def test_a_full_disk_leaves_what_was_published_and_is_told(ran: Service, tmp_path: Path) -> None:
    (ran.province.raw / "2017").chmod(0o555)
    own = ran.copied(tmp_path)
    own.province.raw.chmod(0o755)
    own.province.send(report("062", 2018, project("C")))
    published = own.province.project.published.read_bytes()

    told = own.kc("run", largest_file=len(published) // 2)

    assert told.returncode == 3, told.stdout
    # Which of the many files is too large first is not ours to say; Dagster murmurs about its own.
    assert "Traceback" not in told.stderr
    assert told.stderr.count("\nError: ") + told.stderr.startswith("Error: ") == 1, told.stderr
    assert own.province.project.published.read_bytes() == published
    assert own.left_behind() == []

    again = Kc(own.province.project)("run")
    assert (again.exit_code, again.stderr) == (0, "")
    with duckdb.connect(str(own.province.project.published), read_only=True) as connection:
        # With the folder that can be listed again.
        assert connection.sql("select count(*) from core.projects").fetchall() == [(3,)]
    assert own.left_behind() == []
