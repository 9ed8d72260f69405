"""The catalogue: every rule there is, from its three sources, and findings made of issues.

Rules are declared where they are applied: what reader and resolution notice in
``assets/rules/*.toml``, rules over one row at the models (`row_rule`), rules across rows in
``assets/rules/*.sql`` (`cross_rules`). Here they become one list in which each code stands once.
Nothing is judged here.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.cross_rules import load_cross_rules
from kc_pipeline.rules.finding import Finding, Issue, Severity
from kc_pipeline.rules.row_rule import row_rules
from kc_pipeline.rules.rule import Rule
from kc_pipeline.rules.rule_header import HEADER, read_rule
from kc_pipeline.schemas.models import MODELS
from kc_pipeline.warehouse.front_matter import Entries

__all__ = ["Catalogue", "Rule", "Severity", "load_catalogue"]

_VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every rule by its code, in order of code."""

    rules: Mapping[str, Rule]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def __len__(self) -> int:
        return len(self.rules)

    def __getitem__(self, code: str) -> Rule:
        if code not in self.rules:
            raise DeclarationError(f"no rule has the code {code}")
        return self.rules[code]

    def holds_back(self, issue: Issue) -> bool:
        """Say whether the issue is an error."""
        return self[issue.code].severity is Severity.ERROR

    def finding(self, issue: Issue, submission_id: str, path: str) -> Finding:
        """Give the finding for an issue of one submission.

        ``path`` is relative to raw/. Raises DeclarationError for a code that no rule has, and for
        an issue that lacks a detail its rule names.
        """
        rule = self[issue.code]
        message_vi, message_en = rule.messages(issue, path)
        return Finding(
            submission_id=submission_id,
            path=path,
            code=rule.code,
            severity=rule.severity,
            sheet=issue.sheet,
            cell=issue.cell,
            row_no=issue.row_no,
            value=issue.value,
            message_vi=message_vi,
            message_en=message_en,
        )


def load_catalogue(assets_dir: Path) -> Catalogue:
    """Gather the rules of the three sources; a DeclarationError names what is wrong with one."""
    sources: list[tuple[Rule, str]] = []
    for path in sorted((assets_dir / "rules").glob("*.toml")):
        sources += [(rule, str(path)) for rule in _rules_of_reader(path)]
    for model in MODELS:
        sources += [(marked.rule, model.__module__) for marked in row_rules(model)]
    sources += [(cross.rule, str(cross.path)) for cross in load_cross_rules(assets_dir)]
    return Catalogue(_by_code(sources, _ceilings(assets_dir / "reference" / "ceilings.csv")))


def _rules_of_reader(path: Path) -> tuple[Rule, ...]:
    """Read one table a code: ``["value.missing"]``."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DeclarationError(f"{path}: {error}") from error
    return _rules_of_text(text, path)


@lru_cache(maxsize=64)
def _rules_of_text(text: str, path: Path) -> tuple[Rule, ...]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{path}: {error}") from error
    return tuple(_rules(tables, path))


def _rules(tables: Mapping[str, object], path: Path) -> Iterator[Rule]:
    for code, table in tables.items():
        if not isinstance(table, dict):
            raise DeclarationError(f"{path}: {code} must be a table")
        entries = Entries(table, f"{path}, {code}")
        entries.refuse_others((*HEADER, "details"))
        yield read_rule(code, entries, details=entries.texts("details"))


def _by_code(
    sources: Iterable[tuple[Rule, str]], ceilings: Mapping[str, Mapping[str, str]]
) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    first: dict[str, str] = {}
    for rule, place in sources:
        rule.refuse_faults(place)
        if rule.code in rules:
            raise DeclarationError(f"{place}: {rule.code} stands in {first[rule.code]} already")
        rules[rule.code] = replace(rule, legal_basis=_legal_basis(rule, place, ceilings))
        first[rule.code] = place
    return dict(sorted(rules.items()))


def _legal_basis(rule: Rule, place: str, ceilings: Mapping[str, Mapping[str, str]]) -> str | None:
    """Give the texts of the named ceilings; only what has been checked against its source counts.

    ``verified (mức)`` and the like mean that a part only was checked, and are refused too.
    """
    texts: dict[str, None] = {}
    for rule_id in rule.ceilings:
        row = ceilings.get(rule_id)
        if row is None:
            raise DeclarationError(f"{place}, {rule.code}: ceilings.csv has no row {rule_id}")
        if row["confidence"] != _VERIFIED:
            raise DeclarationError(
                f"{place}, {rule.code}: {rule_id} is {row['confidence']!r} in ceilings.csv; "
                "only a verified row may be printed as legal basis"
            )
        texts[row["legal_basis"]] = None
    return "; ".join(texts) or None


def _ceilings(path: Path) -> dict[str, Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["rule_id"]: row for row in csv.DictReader(lines)}
