"""Pages of Office files and web pages as pictures, drawn by LibreOffice, Chromium and poppler.

Which pictures a guide has is said by the modules that draw them; they are made by hand, with
``make pictures``, where these programs are installed, and committed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"

_DOTS_PER_INCH = "150"
_LOOKS = ("-bordercolor", "white", "-border", "12", "-strip", "+dither", "-colors")


def need(*programs: str) -> None:
    """End the program, telling what is missing, unless all are installed."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        sys.exit(f"not installed here: {', '.join(missing)}")


def pdf_of(file: Path, folder: Path) -> Path:
    """The print of an Office file."""
    profile = (folder / "profile").as_uri()
    # A plain name: LibreOffice finds no other where the locale it is run in is not installed.
    plain = folder / f"{hashlib.sha256(file.name.encode()).hexdigest()}{file.suffix}"
    shutil.copyfile(file, plain)
    run("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
        "--outdir", folder, plain)  # fmt: skip
    return plain.with_suffix(".pdf")


def page_of(pdf: Path, page: int, folder: Path) -> Path:
    """A page of a print as a picture."""
    drawn = folder / f"{pdf.stem}-{page}"
    run("pdftoppm", "-r", _DOTS_PER_INCH, "-f", str(page), "-l", str(page), "-singlefile",
        "-png", pdf, drawn)  # fmt: skip
    return drawn.with_suffix(".png")


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left out of a drawn page at its head and foot, its colours, its width in pixels."""

    head: int = 0
    foot: int = 0
    colours: int = 64
    width: int | None = None


def cut_out(drawn: Path, name: str, cut: Cut) -> None:
    """Put what stands on a drawn page into the guides' pictures, without the white around it."""
    smaller = ("-resize", f"{cut.width}x") if cut.width else ()
    run("convert", drawn, "-gravity", "south", "-chop", f"0x{cut.foot}", "-gravity", "north",
        "-chop", f"0x{cut.head}", "-trim", "+repage", *smaller, *_LOOKS, str(cut.colours),
        PICTURES / f"{name}.png")  # fmt: skip


def run(*command: str | Path) -> None:
    """Run a program; CalledProcessError where it fails."""
    subprocess.run(  # noqa: S603
        [str(part) for part in command],
        check=True,
        capture_output=True,
        env={**os.environ, "LC_ALL": "vi_VN.UTF-8"},  # numbers as the reader's Excel shows them
    )
