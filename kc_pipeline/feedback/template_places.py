"""The places a unit may choose from: its communes, for the centre every other reporting unit."""

from kc_pipeline.intake.wording import without_tones
from kc_pipeline.resolution.unit import Level, Unit
from kc_pipeline.resolution.units import Units

_WHOLE_PROVINCE = "Toàn tỉnh"


def places_of(units: Units, reporter: Unit, year: int) -> tuple[str, ...]:
    """The names of that year, each of which resolves to its unit and nothing else."""
    is_centre = reporter.level is Level.CENTRE
    wanted = {
        unit.code
        for unit in units
        if unit.is_of(year) and (unit.reports if is_centre else _lies_in(unit, reporter))
    } - {reporter.code}
    of_year = [unit for code in wanted if (unit := units.of_code(code, year)) is not None]
    listed = sorted(of_year, key=lambda unit: (unit.kind, without_tones(unit.name), unit.name))
    names = [unit.name for unit in listed] + [_WHOLE_PROVINCE if is_centre else reporter.name]
    return tuple(name for name in names if units.place(name, year, reporter.code).problem is None)


def _lies_in(unit: Unit, reporter: Unit) -> bool:
    """Say whether a unit is a commune of a district that reports; one that reports is its own."""
    return unit.level is Level.COMMUNE and not unit.reports and reporter.code in unit.districts
