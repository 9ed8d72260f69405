"""`python -m benchmarks.called WORDS`: the command ``kc`` as a module, which a profiler starts."""

from kc_pipeline.cli import main

if __name__ == "__main__":
    main()
