"""The Dagster shell: partitions, assets, checks, jobs. The only folder that knows Dagster."""
