"""`python -m benchmarks [--only NAME]`: every benchmark there is, or one of them."""

import argparse
import sys

from benchmarks import assessment, hostile_memory, side_by_side

BENCHMARKS = {
    "assessment": lambda: assessment.main([]),
    "side_by_side": lambda: side_by_side.main([]),
    "hostile_memory": lambda: hostile_memory.main([]),
}


def main() -> int:
    """Run those that are asked for; the worst of their exit codes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS)
    only = parser.parse_args().only
    return max(run() for name, run in BENCHMARKS.items() if only in {None, name})


if __name__ == "__main__":
    sys.exit(main())
