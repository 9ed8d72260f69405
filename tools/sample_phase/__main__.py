"""`python -m tools.sample_phase [--out raw]`: writes raw/2014 … raw/2018 and raw/README.md."""

import argparse
import sys
from pathlib import Path

from tools.sample_phase.phase import submissions
from tools.sample_phase.workbooks import write_workbook

README = Path(__file__).parent / "raw_readme.md"


def main() -> None:
    """Writes every submission of the phase below the folder that the caller names."""
    parser = argparse.ArgumentParser(prog="python -m tools.sample_phase", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("raw"), help="folder to write into")
    out: Path = parser.parse_args().out
    sent = submissions()
    for one in sent:
        write_workbook(one.submission, out / one.path)
    (out / "README.md").write_bytes(README.read_bytes())
    sys.stdout.write(f"{len(sent)} submissions written to {out}\n")


if __name__ == "__main__":
    main()
