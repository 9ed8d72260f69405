"""All units of all times by code and by bare name, and what became of them over the years.

Which of several units a text means is for `units` and `place_choice`.
"""

from collections.abc import Collection, Iterable, Iterator

from kc_pipeline.intake.wording import same_key, without_tones
from kc_pipeline.resolution.unit import Level, Unit
from kc_pipeline.resolution.unit_wording import Named, NamedUnits, named_units, split_kind


class UnitIndex:
    """The units, looked up."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = tuple(units)
        self._by_code: dict[str, list[Unit]] = {}
        self._by_name: dict[str, list[Unit]] = {}
        self._by_toneless: dict[str, list[Unit]] = {}
        self._centres: dict[str, Unit] = {}
        for unit in sorted(self._units, key=lambda unit: unit.valid_from):
            self._by_code.setdefault(unit.code, []).append(unit)
            if unit.level is Level.CENTRE:
                for name in (unit.name, *unit.aliases):
                    self._centres.setdefault(_centre_key(name), unit)
                continue
            keys = {same_key(name) for name in _bare_names(unit)}
            for key in keys:
                self._by_name.setdefault(key, []).append(unit)
            for key in {without_tones(key) for key in keys}:
                self._by_toneless.setdefault(key, []).append(unit)
        self._reporting = {
            code: None for code, same in self._by_code.items() if any(unit.reports for unit in same)
        }

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def of_code(self, code: str, year: int) -> Unit | None:
        """Give the unit of that code as it was called in the year, at its end if renamed within.

        A unit of another time is given under the name nearest to the year; None if there is no
        unit of that code.
        """
        known = self._by_code.get(code, [])
        of_year = [unit for unit in known if unit.is_of(year)]
        earlier = [unit for unit in known if unit.valid_to.year < year]
        if of_year or earlier:
            return (of_year or earlier)[-1]
        return known[0] if known else None

    def in_year(self, unit: Unit, year: int) -> Unit:
        """Give what a unit was in that year, as far as its code or its only heir tells.

        One of the year is itself: within the year its code may go on to mean another area.
        """
        if unit.is_of(year):
            return unit
        same_code = self.of_code(unit.code, year)
        if same_code is not None and same_code.is_of(year):
            return same_code
        if unit.valid_to.year < year and len(unit.successors) == 1:
            heir = self.of_code(unit.successors[0], year)
            if heir is not None and heir.is_of(year) and heir.level is unit.level:
                return heir
        return unit

    def reporting_codes(self) -> Collection[str]:
        """Give the codes of all units that report at any time, in their order."""
        return self._reporting.keys()

    def reporter_of_code(self, code: str, year: int) -> Unit | None:
        """Give the unit of that code if it reports: a commune may do so from some year on only."""
        unit = self.of_code(code, year)
        return unit if unit is not None and unit.reports else None

    def reporters(self, named: Named, year: int) -> set[str]:
        """Give the codes of reporting units of that name: those of the year, else former ones.

        A commune is known by its name only while it reports.
        """
        called = [u for u in self.called(named) if u.reports]
        of_year = {unit.code for unit in called if unit.is_of(year)}
        return of_year or {unit.code for unit in called if unit.level is not Level.COMMUNE}

    def centre(self, text: str) -> Unit | None:
        """Give the centre if the whole text is one of its names."""
        return self._centres.get(_centre_key(text))

    def province(self, year: int) -> Unit | None:
        """Give the province of the year, the earlier of two within one year."""
        return next((u for u in self._units if u.level is Level.PROVINCE and u.is_of(year)), None)

    def named(self, text: str) -> NamedUnits:
        """Give the units that a text names."""
        return named_units(text, lambda named: bool(self.called(named)))

    def called(self, named: Named) -> list[Unit]:
        """Give the units of that bare name and level, of all times."""
        index = self._by_toneless if named.name.is_toneless else self._by_name
        found = index.get(named.name.key, [])
        return [unit for unit in found if named.level in (None, unit.level)]

    def full_name(self, unit: Unit, year: int) -> str:
        """Give the name, a commune's with that of its district while there are districts."""
        if unit.level is not Level.COMMUNE or len(unit.districts) != 1:
            return unit.name
        district = self.of_code(unit.districts[0], year)
        if district is None or not district.is_of(year):
            return unit.name
        return f"{unit.name}, {district.name}"


def _bare_names(unit: Unit) -> Iterator[str]:
    """Give the names without their kind: an alias such as ``TP Bình An`` tells no time."""
    for name in (unit.name, *unit.aliases):
        yield split_kind(name)[1] or name


def _centre_key(name: str) -> str:
    return without_tones(same_key(name.replace("&", " và ").replace(",", " ")))
