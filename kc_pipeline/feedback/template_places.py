"""The places a unit may choose from in a year: its communes, or every district for the centre."""

from kc_pipeline.intake.wording import without_tones
from kc_pipeline.resolution.unit import Level, Unit
from kc_pipeline.resolution.units import Units

_WHOLE_PROVINCE = "Toàn tỉnh"


def places_of(units: Units, reporter: Unit, year: int) -> tuple[str, ...]:
    """The names of that year, each of which resolves to its unit and nothing else."""
    is_centre = reporter.level is Level.CENTRE
    level = Level.DISTRICT if is_centre else Level.COMMUNE
    wanted = {
        unit.code
        for unit in units
        if unit.level is level
        and unit.is_of(year)
        and (is_centre or reporter.code in unit.districts)
    }
    of_year = [unit for code in wanted if (unit := units.of_code(code, year)) is not None]
    listed = sorted(of_year, key=lambda unit: (unit.kind, without_tones(unit.name), unit.name))
    names = [unit.name for unit in listed] + [_WHOLE_PROVINCE if is_centre else reporter.name]
    return tuple(name for name in names if units.place(name, year, reporter.code).problem is None)
