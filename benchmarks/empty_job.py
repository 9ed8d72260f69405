"""`python -m benchmarks.empty_job HOME`: a recorded Dagster job of one empty asset, the yardstick.

The cheapest form there is: executed in its own process, with nothing to load but Dagster.
"""

import sys

import dagster as dg


@dg.asset
def empty() -> None:
    """Nothing."""


empty_job = dg.define_asset_job("empty_job", selection=[empty])


def main() -> None:
    """Run the job once, recorded in the home that the caller names."""
    job = dg.Definitions(assets=[empty], jobs=[empty_job]).resolve_job_def("empty_job")
    with dg.DagsterInstance.from_config(sys.argv[1]) as instance:
        job.execute_in_process(instance=instance)


if __name__ == "__main__":
    main()
