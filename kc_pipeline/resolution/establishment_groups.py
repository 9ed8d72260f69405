"""Mentions of one name in one district: twins without tones, rows without a district, numbers.

The three steps between a read name and an establishment; uniting by registration number over
districts, ids and names are for `establishments`.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kc_pipeline.intake.establishment_names import EstablishmentName


@dataclass(frozen=True, slots=True)
class ReadMention:
    """A mention with its name read; ``registration`` is the number in comparable form."""

    key: Hashable
    written: str
    name: EstablishmentName
    registration: str | None
    written_registration: str | None
    district_code: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention with its district, empty if none, and the key of its name there.

    ``candidates`` are the districts among which none could be chosen.
    """

    mention: ReadMention
    district: str
    name_key: str
    candidates: tuple[str, ...] = ()


class Group(NamedTuple):
    """One name in one district, with one registration number if the name has several there."""

    district: str
    key: str
    registration: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """The group of each mention, and the own and the other number at the first of each conflict."""

    of_mention: tuple[Group, ...]
    conflicts: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _District:
    """The names of one district: keys as written with tones, and all keys by toneless key."""

    accented: Mapping[str, frozenset[str]]
    keys: frozenset[str]

    def key_of(self, name: EstablishmentName) -> str:
        """Give the key of a name, its only accented twin's if it was written without tones."""
        twins = self.accented.get(name.toneless_key, frozenset())
        if name.has_tones or name.key in twins or len(twins) != 1:
            return name.key
        return next(iter(twins))

    def has(self, name: EstablishmentName) -> bool:
        """Say whether the name stands here, as it is or as its only twin."""
        if name.key in self.keys:
            return True
        twins = self.accented.get(name.toneless_key, frozenset())
        if name.has_tones:
            return not twins and name.toneless_key in self.keys
        return len(twins) == 1


def settle_districts(mentions: Sequence[ReadMention]) -> list[Settled]:
    """Find the district of each mention without one, and the key of each name in its district."""
    told = _districts((m, m.district_code or "") for m in mentions)
    by_registration = _districts_of_registrations(mentions)
    by_name: dict[str, set[str]] = defaultdict(set)
    for code, district in told.items():
        for key in district.keys | frozenset(district.accented):
            by_name[key].add(code)
    chosen = [(m, *_district(m, told, by_name, by_registration)) for m in mentions]
    # A second look at the names: an accented one that came in may be a toneless one's twin.
    final = _districts((mention, district) for mention, district, _ in chosen)
    return [
        Settled(mention, district, final[district].key_of(mention.name), candidates)
        for mention, district, candidates in chosen
    ]


def _district(
    mention: ReadMention,
    told: Mapping[str, _District],
    by_name: Mapping[str, set[str]],
    by_registration: Mapping[str, str],
) -> tuple[str, tuple[str, ...]]:
    """Give the district of a mention, empty if none, and those it could not be chosen among."""
    if mention.district_code:
        return mention.district_code, ()
    if mention.registration is not None and mention.registration in by_registration:
        return by_registration[mention.registration], ()
    near = {
        code
        for key in (mention.name.key, mention.name.toneless_key)
        for code in by_name.get(key, ())
    }
    having = tuple(sorted(code for code in near if code and told[code].has(mention.name)))
    return (having[0], ()) if len(having) == 1 else ("", having)


def split_by_registration(settled: Sequence[Settled]) -> Grouped:
    """Split each name in its district by registration number where it has several there.

    Mentions without a number then go with the number written most often, the least among equals.
    """
    numbers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in settled:
        if one.mention.registration is not None:
            numbers[one.district, one.name_key][one.mention.registration] += 1
    usual = {
        place: min(counted, key=lambda number: (-counted[number], number))
        for place, counted in numbers.items()
    }
    groups: list[Group] = []
    conflicts: dict[int, tuple[str, str]] = {}
    noticed: set[Group] = set()
    for position, one in enumerate(settled):
        place = one.district, one.name_key
        number = ""
        if len(numbers.get(place, ())) > 1:
            number = one.mention.registration or usual[place]
        # The usual number's group keeps the id it had before the other one turned up.
        group = Group(*place, "" if number == usual.get(place) else number)
        if group.registration and group not in noticed:
            noticed.add(group)
            conflicts[position] = number, usual[place]
        groups.append(group)
    return Grouped(tuple(groups), conflicts)


def _districts(placed: Iterable[tuple[ReadMention, str]]) -> dict[str, _District]:
    accented: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    keys: dict[str, set[str]] = defaultdict(set)
    for mention, district in placed:
        keys[district].add(mention.name.key)
        if mention.name.has_tones:
            accented[district][mention.name.toneless_key].add(mention.name.key)
    return {
        district: _District(
            {key: frozenset(twins) for key, twins in accented[district].items()}, frozenset(names)
        )
        for district, names in keys.items()
    }


def _districts_of_registrations(mentions: Iterable[ReadMention]) -> dict[str, str]:
    """Give the least district in which each registration number is told."""
    districts: dict[str, str] = {}
    for mention in mentions:
        if mention.registration is not None and mention.district_code:
            known = districts.get(mention.registration, mention.district_code)
            districts[mention.registration] = min(known, mention.district_code)
    return districts
