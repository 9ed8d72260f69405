"""The pictures of the officer's guide: pages of the report as Word, Excel and a browser show them.

Drawn from the warehouse that ``make run`` published.
"""

import tempfile
from pathlib import Path

from kc_pipeline.figures.session import open_assessment
from kc_pipeline.paths import Project, locate
from kc_pipeline.report.composing import compose
from kc_pipeline.report.writing import FORMATS
from tools.drawn_pages import Cut, cut_out, need, page_of, pdf_of, run

_PHASE = "2014-2018"
_WINDOW = (1200, 760)
_WIDTH = 900
"""Pixels across: what a guide shows, and letters can still be read."""


def main() -> None:
    """Draw every picture anew."""
    need("soffice", "pdftoppm", "convert", "chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        word, excel, page = _written(locate(), folder)
        _draw_word(pdf_of(word, folder), folder)
        sheet = page_of(pdf_of(excel, folder), 9, folder)
        cut_out(sheet, "bao-cao-excel", Cut(head=120, foot=120, width=_WIDTH))
        _draw_page(page, "", "bao-cao-html-text", folder)
        _draw_page(page, "#so:s3.machinery.support", "bao-cao-html-number", folder)


def _written(project: Project, folder: Path) -> tuple[Path, ...]:
    """The report as Word, Excel and HTML files."""
    with open_assessment(project, _PHASE) as assessment:
        report = compose(assessment, project.assets)
    paths = tuple(folder / f"{name}.{name}" for name in ("docx", "xlsx", "html"))
    for path in paths:
        path.write_bytes(FORMATS[path.stem](report))
    return paths


def _draw_word(pdf: Path, folder: Path) -> None:
    """The first page and the first annex that stands upright, side by side."""
    pages = [page_of(pdf, page, folder) for page in (1, 9)]
    both = folder / "both.png"
    run("convert", *pages, "-bordercolor", "grey", "-border", "1", "+append", both)
    cut_out(both, "bao-cao-word", Cut(colours=16, width=_WIDTH))


def _draw_page(page: Path, opened: str, name: str, folder: Path) -> None:
    shot = folder / f"{name}.png"
    width, height = _WINDOW
    run("chromium", "--headless", "--no-sandbox", "--hide-scrollbars",
        "--force-device-scale-factor=1", f"--window-size={width},{height}",
        "--virtual-time-budget=3000", f"--screenshot={shot}",
        f"{page.as_uri()}{opened}")  # fmt: skip
    cut_out(shot, name, Cut(colours=48, width=_WIDTH))


if __name__ == "__main__":
    main()
