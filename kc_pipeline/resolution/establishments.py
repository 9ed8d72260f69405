"""Which written names are one establishment, so that it is counted once.

Equal registration numbers are one establishment anywhere; equal names are one within a district,
unless their numbers differ; a name without tones is its only accented twin there. When two names
are equal is for `kc_pipeline.intake.establishment_names`, in which district a row stands for the
caller. Names are never guessed at beyond this; what people know better stands in
``reference/establishment_aliases.csv``.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kc_pipeline.intake.establishment_names import EstablishmentName, LegalForms, read_name
from kc_pipeline.intake.wording import has_tones, same_key, tidy
from kc_pipeline.resolution.disjoint_sets import DisjointSets
from kc_pipeline.resolution.establishment_groups import (
    Group,
    ReadMention,
    Settled,
    settle_districts,
    split_by_registration,
)

_SHORT, _LONG = 8, 32


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in one row. ``district_code`` is None for a row of the centre that tells no place.

    ``key`` is the caller's own reference to the row and column; keys are distinct and sortable.
    """

    key: Hashable
    name: str
    registration_no: str | None
    district_code: str | None


@dataclass(frozen=True, slots=True)
class Establishment:
    """One real establishment: its name as most often written, and all its spellings, sorted.

    ``legal_form`` is the key of the name's legal form, empty if it tells none.
    """

    establishment_id: str
    name: str
    legal_form: str
    district_code: str | None
    registration_no: str | None
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionIssue:
    """Something noticed at one mention: the code of a rule, and its details."""

    key: Hashable
    code: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ResolvedEstablishments:
    """Every establishment, the id of each mention that holds a name, and what was noticed."""

    establishments: tuple[Establishment, ...]
    ids: Mapping[Hashable, str]
    issues: tuple[MentionIssue, ...]


def resolve_establishments(
    mentions: Iterable[Mention],
    legal_forms: LegalForms,
    aliases: Iterable[Mapping[str, str]] = (),
    *,
    province: str,
) -> ResolvedEstablishments:
    """Resolve all mentions at once; the order they come in does not matter.

    ``aliases`` are the rows of ``establishment_aliases.csv``: what is ``written`` means ``name``,
    in the ``district_code`` or, where that is blank, everywhere. The code of the ``province``
    begins the id of an establishment without a district.
    """
    read = _read(mentions, legal_forms, _aliases(aliases))
    settled = settle_districts(read)
    groups = split_by_registration(settled)
    members = _united(groups.of_mention, settled)
    ids = _ids(members, province)
    establishments = tuple(
        _establishment(ids[group], [settled[n].mention for n in numbers], group)
        for group, numbers in sorted(members.items(), key=lambda item: ids[item[0]])
    )
    id_of = {
        settled[n].mention.key: ids[group] for group, numbers in members.items() for n in numbers
    }
    return ResolvedEstablishments(establishments, id_of, tuple(_issues(settled, groups.conflicts)))


def _aliases(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    return {
        (row["district_code"] or "", same_key(row["written"])): tidy(row["name"]) for row in rows
    }


def _read(
    mentions: Iterable[Mention], forms: LegalForms, aliases: Mapping[tuple[str, str], str]
) -> list[ReadMention]:
    """Read each name, aliases applied; mentions without a name are left out."""
    tidied: dict[str, str] = {}
    names: dict[str, EstablishmentName] = {}
    read: list[ReadMention] = []
    for mention in mentions:
        if mention.name not in tidied:
            tidied[mention.name] = tidy(mention.name)
        written = tidied[mention.name]
        meant = written
        if aliases:
            loosely = same_key(written)
            general = aliases.get(("", loosely), written)
            meant = aliases.get((mention.district_code or "", loosely), general)
        if meant not in names:
            names[meant] = read_name(meant, forms)
        name, number = names[meant], mention.registration_no
        if name.key:
            read.append(
                ReadMention(
                    mention.key, written, name, _registration(number), number, mention.district_code
                )
            )
    return sorted(read, key=lambda mention: (mention.name.key, str(mention.key)))


def _registration(written: str | None) -> str | None:
    """Give the number without spaces and signs, and without the zeros that Excel drops."""
    signs = "".join(char for char in (written or "").upper() if char.isalnum())
    return signs.lstrip("0") or None


def _united(of_mention: Sequence[Group], settled: Sequence[Settled]) -> dict[Group, list[int]]:
    """Give the mentions of each establishment under the least of its groups."""
    sets = DisjointSets()
    first_of: dict[str, Group] = {}
    for group, one in zip(of_mention, settled, strict=True):
        sets.add(group)
        if one.mention.registration is not None:
            sets.unite(first_of.setdefault(one.mention.registration, group), group)
    members: dict[Group, list[int]] = defaultdict(list)
    for number, group in enumerate(of_mention):
        members[sets.least(group)].append(number)
    return members


def _ids(groups: Iterable[Group], province: str) -> dict[Group, str]:
    """Give each group an id of its district and name; longer where two short ones are equal."""
    listed = list(groups)
    short = {group: _id(group, _SHORT, province) for group in listed}
    taken = Counter(short.values())
    return {
        group: short[group] if taken[short[group]] == 1 else _id(group, _LONG, province)
        for group in listed
    }


def _id(group: Group, length: int, province: str) -> str:
    text = f"{group.key}#{group.registration}" if group.registration else group.key
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{group.district or province}-{digest[:length]}"


def _establishment(
    establishment_id: str, mentions: Sequence[ReadMention], group: Group
) -> Establishment:
    spellings = Counter(mention.written for mention in mentions)
    numbers = Counter(m.written_registration for m in mentions if m.registration is not None)
    return Establishment(
        establishment_id=establishment_id,
        name=min(spellings, key=lambda name: (-spellings[name], not has_tones(name), name)),
        legal_form=group.key.partition(":")[0],
        district_code=group.district or None,
        registration_no=min(numbers, key=lambda n: (-numbers[n], str(n))) if numbers else None,
        spellings=tuple(sorted(spellings)),
    )


def _issues(
    settled: Sequence[Settled], conflicts: Mapping[int, tuple[str, str]]
) -> Iterable[MentionIssue]:
    for one in settled:
        if one.candidates:
            details = {"candidates": ", ".join(one.candidates)}
            yield MentionIssue(one.mention.key, "establishment.ambiguous", details)
    for number, (own, other) in sorted(conflicts.items()):
        details = {"registration_no": own, "other_registration_no": other}
        key = settled[number].mention.key
        yield MentionIssue(key, "establishment.registration_conflict", details)
