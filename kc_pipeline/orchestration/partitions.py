"""The partitions: years of submission and phases of assessment, both from the declarations."""

from collections.abc import Iterable

import dagster as dg

from kc_pipeline.figures.phases import Phase
from kc_pipeline.intake.forms import Form

_RANGE_START = "dagster/asset_partition_range_start"
_RANGE_END = "dagster/asset_partition_range_end"


def year_partitions(forms: Iterable[Form]) -> dg.StaticPartitionsDefinition:
    """Every year from the first to the last that any form is for."""
    years = {year for form in forms for year in form.years}
    return dg.StaticPartitionsDefinition(
        [str(year) for year in range(min(years), max(years) + 1)],
    )


def phase_partitions(phases: Iterable[Phase]) -> dg.StaticPartitionsDefinition:
    """The declared phases."""
    return dg.StaticPartitionsDefinition([phase.name for phase in phases])


def all_years(years: dg.StaticPartitionsDefinition) -> dict[str, str]:
    """The tags of one run over every year."""
    keys = years.get_partition_keys()
    return {_RANGE_START: keys[0], _RANGE_END: keys[-1]}
