"""The units through time: who reports, and which commune or district a written place means.

A year means any day of it: a unit renamed or merged within the year is known by both names. Rows
come from ``reference/units.csv``; nothing here knows a unit by name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kc_pipeline.intake.wording import tidy
from kc_pipeline.resolution.place_choice import (
    PlaceResolution,
    Reporter,
    choose,
    district_of,
    is_name_of_year,
)
from kc_pipeline.resolution.unit import Level, Unit, read_units
from kc_pipeline.resolution.unit_index import UnitIndex
from kc_pipeline.resolution.unit_wording import (
    Named,
    NamedUnits,
    name_key,
    split_kind,
    without_fillers,
)

__all__ = ["Level", "PlaceResolution", "Unit", "Units"]

# An enterprise that tells where it sits is not the district.
_ENTERPRISE = re.compile(
    r"\b(htx|hợp tác xã|hop tac xa|tổ hợp tác|công ty|cong ty|cty|doanh nghiệp|dntn|hộ|cơ sở)\b",
    re.IGNORECASE,
)
# Behind these a district may stand without its kind: ``UBND Bình An``.
_AGENCY = re.compile(r"(ubnd|[ủu][yỷ] ban nhân dân|uy ban nhan dan|phòng|phong)\b", re.IGNORECASE)


class Units:
    """Who and where is meant by what was written."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._index = UnitIndex(units)

    @classmethod
    def load(cls, rows: Iterable[Mapping[str, str]]) -> "Units":
        """Read the rows of ``units.csv``; a DeclarationError names the row that is wrong."""
        return cls(read_units(rows))

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._index)

    def of_code(self, code: str, year: int) -> Unit | None:
        """Give the unit of that code as it was called in the year, at its end if renamed within.

        A unit of another time is given under the name nearest to the year; None if there is no
        unit of that code.
        """
        return self._index.of_code(code, year)

    def reporting_unit(self, name_or_code: str, year: int) -> Unit | None:
        """Give the district, the commune that reports or the centre that a text names.

        It may name it by code or by any name of any time; an agency of a unit names the unit. None
        where it names none, or several.
        """
        text = tidy(name_or_code)
        if text.upper() in self._index.reporting_codes():
            return self._index.reporter_of_code(text.upper(), year)
        named = self._index.named(text)
        centre = self._index.centre(text) or self._index.centre(named.rest)
        if centre is not None:
            return centre
        units = named.units
        if named.rest and not (units and units[-1].kind):
            units = self._behind_agency(named.rest, year) if not units else ()
        if _ENTERPRISE.search(named.rest):
            return None
        asked = [unit for unit in units if unit.level is Level.COMMUNE] or units
        codes = {code for unit in asked for code in self._index.reporters(unit, year)}
        return self.of_code(codes.pop(), year) if len(codes) == 1 else None

    def leading_unit(self, name: str, year: int) -> Unit | None:
        """Give the reporting unit whose code a file or folder name begins with (``061_…``)."""
        text = unicodedata.normalize("NFC", name)
        for code in self._index.reporting_codes():
            after = text[len(code) : len(code) + 1]
            if text[: len(code)].upper() == code and not after.isalnum():
                return self._index.reporter_of_code(code, year)
        return None

    def place(self, text: str, year: int, unit_code: str) -> PlaceResolution:
        """Resolve a written place for the reporting unit ``unit_code`` in the year.

        ``problem`` is ``place.unknown``, ``place.ambiguous``, ``place.later_name`` (the text is
        no name of that year) or ``place.other_district`` (it lies outside the reporter's area).
        """
        writer = self.of_code(unit_code, year)
        area = writer if writer and writer.level in (Level.DISTRICT, Level.COMMUNE) else None
        reporter = Reporter(year, area)
        whole = self._whole_area(text, reporter)
        if whole is not None:
            district = district_of(whole, reporter)
            on = whole.last_day_in(year)
            return PlaceResolution(whole.code, district, whole.level, name=whole.name, on=on)
        named = self._index.named(text)
        finest = [unit for unit in named.units if self._is_finest(unit, named)]
        beside = [unit for unit in named.units if unit not in finest]
        within = frozenset(code for unit in beside for code in self._district_codes(unit))
        meant = [unit for place in finest for unit in self._meant(place, beside, within, reporter)]
        if len(meant) != 1:
            return self._several(meant, within, year)
        if meant[0].level is Level.DISTRICT and named.rest:
            on = meant[0].last_day_in(year)
            return PlaceResolution(None, meant[0].code, None, "place.unknown", on=on)
        return self._resolved(meant[0], finest[0], reporter)

    def _district_codes(self, named: Named) -> set[str]:
        return {u.code for u in self._index.called(named) if u.level is Level.DISTRICT}

    def _behind_agency(self, text: str, year: int) -> tuple[Named, ...]:
        """Give the reporting unit that ends the name of an agency without telling its kind."""
        words = text.split() if _AGENCY.match(text) else []
        for start in range(1, len(words)):
            named = Named(None, name_key(" ".join(words[start:])))
            if self._index.reporters(named, year):
                return (named,)
        return ()

    def _whole_area(self, text: str, reporter: Reporter) -> Unit | None:
        """Give the unit that ``toàn tỉnh`` or ``trên địa bàn huyện`` means."""
        kind, name = split_kind(without_fillers(text))
        if kind is None or name:
            return None
        if kind == "Tỉnh":
            return self._index.province(reporter.year)
        return reporter.area

    def _is_finest(self, unit: Named, named: NamedUnits) -> bool:
        """Say whether a named unit is the place itself and not what it lies in.

        The first is; so is each further one that cannot be a district or province.
        """
        if unit is named.units[0]:
            return True
        return all(called.level is Level.COMMUNE for called in self._index.called(unit))

    def _meant(
        self, place: Named, beside: Sequence[Named], within: frozenset[str], reporter: Reporter
    ) -> tuple[Unit, ...]:
        """Give the units a place may mean; ``Bình An, Bình Sơn`` has a province, not a town."""
        called = self._index.called(place)
        meant = choose(place, called, within, reporter)
        around = {unit.level for named in beside for unit in self._index.called(named)}
        if meant or Level.PROVINCE not in around or any(named.kind for named in beside):
            return meant
        return choose(place, called, frozenset(), reporter)

    def _several(self, meant: Sequence[Unit], within: frozenset[str], year: int) -> PlaceResolution:
        """Judge a text that names no unit, or several; they may lie in one district."""
        districts = {code for unit in meant for code in unit.districts} or within
        district = next(iter(districts)) if len(districts) == 1 else None
        around = self.of_code(district, year) if district else None
        on = around.last_day_in(year) if around else None
        if not meant:
            return PlaceResolution(None, district, None, "place.unknown", on=on)
        names = sorted({self._index.full_name(unit, year) for unit in meant})
        return PlaceResolution(None, district, None, "place.ambiguous", "", tuple(names), on)

    def _resolved(self, meant: Unit, named: Named, reporter: Reporter) -> PlaceResolution:
        of_year = self._index.in_year(meant, reporter.year)
        district = district_of(of_year, reporter)
        problem = None
        if not is_name_of_year(meant, named, reporter.year):
            problem = "place.later_name"
        if of_year.level is not Level.PROVINCE and reporter.is_elsewhere(of_year, district):
            problem = "place.other_district"
        name = self._index.full_name(of_year, reporter.year)
        on = of_year.last_day_in(reporter.year)
        return PlaceResolution(of_year.code, district, of_year.level, problem, name=name, on=on)
