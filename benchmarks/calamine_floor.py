"""`python -m benchmarks.calamine_floor RAW`: read every cell of every workbook, and nothing more.

The floor of a consolidation: python-calamine, the fastest reader there is for Python, in one
process.
"""

import sys
from pathlib import Path

import python_calamine


def main() -> None:
    """Read all, and say how many rows there were."""
    rows = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.xlsx")):
        with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            for name in workbook.sheet_names:
                rows += len(workbook.get_sheet_by_name(name).to_python())
    sys.stdout.write(f"{rows} rows\n")


if __name__ == "__main__":
    main()
