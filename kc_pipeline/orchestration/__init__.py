"""The Dagster shell: the steps of ``consolidation`` and ``report`` as assets, jobs and automation.

The only folder that imports dagster. Nothing is read, computed or written here but what Dagster
itself needs: each asset calls one step and tells what came of it.
"""
