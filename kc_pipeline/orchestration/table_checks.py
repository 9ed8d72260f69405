"""The checks of a table as Dagster shows them.

What every table is checked for, that keys are unique and columns filled, is one check a table
here: some three hundred of them would hide the few that say more, and cost seconds to record.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from kc_pipeline.consolidation import Built
from kc_pipeline.orchestration.markdown_tables import markdown_table
from kc_pipeline.warehouse.checks import CheckResult, checks_of
from kc_pipeline.warehouse.sql_asset import SqlAsset

WELL_FORMED = "keys_and_required_columns"


def check_specs(table: SqlAsset) -> list[dg.AssetCheckSpec]:
    """The checks of one table, blocking where its header says so."""
    key = dg.AssetKey(table.qualified_name.split("."))
    declared = {check.name for check in table.header.checks}
    specs = [
        dg.AssetCheckSpec(check.name, asset=key, description=check.about, blocking=check.blocking)
        for check in table.header.checks
    ]
    if any(check.name not in declared for check in checks_of(table)):
        about = _about_every_table(table)
        specs.insert(0, dg.AssetCheckSpec(WELL_FORMED, asset=key, description=about, blocking=True))
    return specs


def _about_every_table(table: SqlAsset) -> str:
    keys = ", ".join(table.header.keys)
    filled = ", ".join(column.name for column in table.header.columns if column.not_null)
    told = [f"No two rows share {keys}"] * bool(keys) + [f"Every row has {filled}"] * bool(filled)
    return ". ".join(told)


def check_results(built: Built) -> Iterator[dg.AssetCheckResult]:
    """What the checks of a built table found, with the first rows at fault."""
    declared = {check.name for check in built.asset.header.checks}
    of_every_table = [check for check in built.checks if check.name not in declared]
    if of_every_table:
        yield _told(WELL_FORMED, of_every_table)
    for check in built.checks:
        if check.name in declared:
            yield _told(check.name, [check])


def _told(name: str, checks: Sequence[CheckResult]) -> dg.AssetCheckResult:
    failed = [check for check in checks if not check.passed]
    metadata: dict[str, int | dg.MetadataValue] = {
        "rows at fault": sum(check.rows_at_fault for check in failed),
        **{f"first: {c.about}": _sample(c.sample) for c in failed},
    }
    blocking = any(check.blocking for check in checks)
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=dg.AssetKey(checks[0].asset.split(".")),
        check_name=name,
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        description="; ".join(f"not so: {check.about}" for check in failed) or None,
        metadata=metadata,
    )


def _sample(rows: Sequence[dict[str, object]]) -> dg.MetadataValue:
    return markdown_table(list(rows[0]), (row.values() for row in rows))
