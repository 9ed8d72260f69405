"""`python -m benchmarks`: every benchmark there is."""

import sys

from benchmarks.hostile_memory import main

if __name__ == "__main__":
    sys.exit(main([]))
