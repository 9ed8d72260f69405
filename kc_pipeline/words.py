"""Vietnamese words for units, targets and parts of the list of figures: ``words.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kc_pipeline.errors import DeclarationError


@dataclass(frozen=True, slots=True)
class Words:
    """What units and targets are called; ``parts`` are the parts of the list of figures."""

    path: Path
    units: Mapping[str, str]
    targets: Mapping[str, str]
    parts: Mapping[str, str]
    verdicts: Mapping[str, str]
    dimensions: Mapping[str, str]
    told_numbers: Mapping[str, str]
    elsewhere: Mapping[str, str]
    codes: Mapping[str, str]
    typed_units: Mapping[str, str]
    typed_figures: Mapping[str, str]

    def typed_figure(self, verdict: str) -> str:
        """What is said of a number that was typed by hand."""
        if verdict not in self.typed_figures:
            raise DeclarationError(f"{self.path}: no words for {verdict!r} under [typed_figures]")
        return self.typed_figures[verdict]

    def dimension(self, dimension: str) -> str:
        """What a dimension of a table, or the key of a row, is called."""
        if dimension not in self.dimensions:
            raise DeclarationError(f"{self.path}: no word for {dimension!r} under [dimensions]")
        return self.dimensions[dimension]

    def told_number(self, name: str) -> str:
        """What a number that is no figure and no measure is called."""
        if name not in self.told_numbers:
            raise DeclarationError(f"{self.path}: no word for {name!r} under [told_numbers]")
        return self.told_numbers[name]

    def code(self, code: str) -> str:
        """The word for a code of the data: a source of money, a status, a level of a product."""
        if code not in self.codes:
            raise DeclarationError(f"{self.path}: no word for {code!r} under [codes]")
        return self.codes[code]

    def verdict(self, verdict: str) -> str:
        """The word for a verdict of the reconciliation."""
        if verdict not in self.verdicts:
            raise DeclarationError(f"{self.path}: no word for {verdict!r} under [verdicts]")
        return self.verdicts[verdict]

    def unit(self, unit: str) -> str:
        """The word for a unit. Raises DeclarationError where there is none."""
        if unit not in self.units:
            raise DeclarationError(f"{self.path}: no word for the unit {unit!r} under [units]")
        return self.units[unit]

    def part(self, figure: str) -> str:
        """The part of the list that a figure belongs to, by how its name begins."""
        prefix = figure.partition(".")[0]
        if prefix not in self.parts:
            raise DeclarationError(f"{self.path}: no part {prefix!r} under [parts] for {figure}")
        return self.parts[prefix]


def read_words(report_assets: Path) -> Words:
    """The words of the report."""
    path = report_assets / "words.toml"
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    names = (
        "units", "targets", "parts", "verdicts", "dimensions", "told_numbers", "elsewhere", "codes",
        "typed_units", "typed_figures",
    )  # fmt: skip
    return Words(path, *(declared.get(name, {}) for name in names))
