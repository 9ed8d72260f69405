"""`python -m benchmarks.opened FILE`: opens one file and says how that ended."""

import sys
from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.opening import open_submission


def main() -> None:
    """Open the file that the caller names."""
    try:
        workbook = open_submission(Path(sys.argv[1]))
    except UnreadableSubmission as refusal:
        sys.stdout.write(f"{refusal.code} {refusal.detail[:60]}".strip())
    else:
        cells = sum(len(cells) for sheet in workbook.sheets for cells in sheet.rows.values())
        sys.stdout.write(f"opened, {cells} cells")


if __name__ == "__main__":
    main()
