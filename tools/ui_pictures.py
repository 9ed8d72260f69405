"""The pictures of Dagster's pages in the operator's guide, from a service driven by a browser.

``kc ui`` and ``kc daemon`` are started on a copy of the sample; a headless Chromium runs one year
again, writes a report again, and opens a check that failed. Run by ``make pictures``, which fails
where a page no longer does what the guide says; the pictures are committed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import dagster as dg
from playwright.sync_api import Page, sync_playwright

from kc_pipeline.orchestration.instance import open_instance
from kc_pipeline.paths import Project

_CHECKOUT = Path(__file__).resolve().parent.parent
_PICTURES = _CHECKOUT / "docs" / "pictures"
_KC = "from kc_pipeline.cli import main; main()"
_PORT = 3710
_PAGES = f"http://127.0.0.1:{_PORT}"
_JOB = f"{_PAGES}/locations/kc_pipeline.definitions:defs/jobs/nightly_consolidation"
_SETTLED = 5_000
_WAIT = 60_000
_LONGEST_RUN = 1_200
_STALE = """
[[exclusion]]
path = "2017/065_ChoMoi_2017_bo sung.xlsx"
sha256 = "51bd0f2a77c0"
why = "Đơn vị gửi nhầm bản nháp"
by = "Nguyễn Thị Hoa"
on = 2018-01-23
"""
"""A decision on a content that was never sent: the check that every decision is applied fails."""


def main() -> None:
    """Drive the pages and draw every picture anew."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or shutil.which("convert") is None:
        sys.exit("not installed here: chromium, convert")
    with tempfile.TemporaryDirectory(prefix="kc-pictures-") as folder:
        project = _consolidated(Path(folder))
        with _served(project), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(_WAIT)
            _drive(page, project, Path(folder))
            browser.close()


def _drive(page: Page, project: Project, folder: Path) -> None:
    _open(page, f"{_PAGES}/asset-groups")
    _draw(page, folder, "dagster-bang")
    _open(page, f"{_PAGES}/assets/quality/decisions?view=checks")
    page.get_by_text("decisions_are_applied").first.click()
    page.wait_for_timeout(_SETTLED)
    _draw(page, folder, "dagster-kiem-tra")
    _open(page, f"{_PAGES}/assets/published_warehouse?view=overview")
    _draw(page, folder, "dagster-kho")
    _write_report(page, project, folder, "2014-2018")
    _run_one_year(page, project, folder, "2016")


def _run_one_year(page: Page, project: Project, folder: Path, year: str) -> None:
    _open(page, _JOB)
    page.get_by_role("button", name="Materialize").first.click()
    page.get_by_text("Select a partition or create one").click()
    page.locator("[class*=menu]").get_by_text(year).first.click()
    page.keyboard.press("Escape")
    launch = page.get_by_role("button", name="Launch 1 run")
    launch.wait_for()
    page.wait_for_timeout(_SETTLED)
    _draw(page, folder, "dagster-mot-nam")
    _launched(page, project, "nightly_consolidation")


def _write_report(page: Page, project: Project, folder: Path, phase: str) -> None:
    _open(page, f"{_PAGES}/locations/kc_pipeline.definitions:defs/jobs/phase_assessment")
    page.get_by_role("button", name="Materialize").first.click()
    page.get_by_text("Select a partition or create one").click()
    page.locator("[class*=menu]").get_by_text(phase).first.click()
    page.keyboard.press("Escape")
    _launched(page, project, "phase_assessment")
    _open(page, f"{_PAGES}/assets/phase_report?partition={phase}")
    _draw(page, folder, "dagster-bao-cao")


def _launched(page: Page, project: Project, job: str) -> None:
    """Launch what is chosen, and wait until the daemon has carried it through."""
    with open_instance(project) as instance:
        before = len(instance.get_runs(dg.RunsFilter(job_name=job)))
        page.get_by_role("button", name="Launch 1 run").click()
        until = time.monotonic() + _LONGEST_RUN
        while time.monotonic() < until:
            runs = instance.get_runs(dg.RunsFilter(job_name=job))
            if len(runs) > before and runs[0].is_finished:
                if runs[0].is_success:
                    return
                sys.exit(f"{job}, run {runs[0].run_id}: {runs[0].status}")
            time.sleep(1)
    sys.exit(f"{job}: not carried through within {_LONGEST_RUN} seconds")


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_timeout(_SETTLED)


def _draw(page: Page, folder: Path, name: str) -> None:
    shot = folder / f"{name}.png"
    page.screenshot(path=shot)
    _run("convert", shot, "-strip", "-quality", "80", _PICTURES / f"{name}.webp")


def _consolidated(folder: Path) -> Project:
    """The sample, published once, with a decision that cannot be applied."""
    project = Project(folder / "home", folder / "raw", folder / "warehouse")
    shutil.copytree(_CHECKOUT / "assets", project.assets)
    shutil.copytree(_CHECKOUT / "raw", project.raw)
    (project.decisions / "2017.toml").write_text(_STALE, encoding="utf-8")
    subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", _KC, "run"], env=_environment(project), check=False
    )
    return project


@contextmanager
def _served(project: Project) -> Iterator[None]:
    """``kc ui`` and ``kc daemon``, stopped in the end."""
    ui = [sys.executable, "-c", _KC, "ui", "--port", str(_PORT)]
    daemon = [sys.executable, "-c", _KC, "daemon"]
    running = [
        subprocess.Popen(  # noqa: S603  # our own interpreter
            command, env=_environment(project), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        for command in (ui, daemon)
    ]
    try:
        _wait_until_served()
        yield
    finally:
        for process in running:
            process.terminate()
            process.wait(_LONGEST_RUN)


def _wait_until_served() -> None:
    until = time.monotonic() + _LONGEST_RUN
    while True:
        try:
            with urlopen(f"{_PAGES}/server_info"):  # noqa: S310  # the loopback
                return
        except URLError:
            if time.monotonic() > until:
                sys.exit("kc ui does not answer")
            time.sleep(1)


def _environment(project: Project) -> Mapping[str, str]:
    folders = {"KC_HOME": project.home, "KC_RAW": project.raw, "KC_WAREHOUSE": project.warehouse}
    return os.environ | {name: str(folder) for name, folder in folders.items()}


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
