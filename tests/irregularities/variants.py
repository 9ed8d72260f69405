"""The single irregularities, one variant each: what the unit does, and what it may be warned of."""

from dataclasses import dataclass

from tools.sample_phase.submission import Habit
from tools.sample_phase.workbooks import Layout

CSV_FOLDER = ""
CAPITALS_ARE_LOST = frozenset({Habit.TCVN3, Habit.MIXED_FONTS})
"""TCVN3 has no capitals with tone marks: typists wrote small letters for them."""


@dataclass(frozen=True)
class Variant:
    """One way to write every workbook of the phase.

    ``layout`` is the form to write on where it is not the year's; on KC-2014 the rows come in the
    order of its groups. ``warnings`` are the codes that this way, and nothing less, must raise.
    """

    name: str
    habits: frozenset[Habit] = frozenset()
    ending: str = ".xlsx"
    layout: Layout | None = None
    warnings: frozenset[str] = frozenset()

    @property
    def keeps_capitals(self) -> bool:
        """Whether texts come back letter by letter."""
        return not self.habits & CAPITALS_ARE_LOST


def variants() -> list[Variant]:
    """Every habit alone, with what it needs to show at all, and every kind of file."""
    return [*_habits(), *_files(), *_forms()]


STORED_BY_KIND = {
    Habit.TCVN3,
    Habit.VNI,
    Habit.DATE_CELLS,
    Habit.HIDDEN_ROWS,
    Habit.HIDDEN_INFORMATION,
}
_NEEDS = {
    Habit.EPOCH_1904: {Habit.DATE_SERIALS},
    Habit.MARK_IN_LABEL: {Habit.SOURCE_GROUPS},
    Habit.COLUMN_LETTERS: {Habit.COLUMN_NUMBERS},
}
_OF_CSV = {
    Habit.COMMA_SEPARATED,
    Habit.TAB_SEPARATED,
    Habit.PLAIN_UTF8,
    Habit.UTF16,
    Habit.WINDOWS_1258,
}
_OLD_KIND = ".xls"
_WRITTEN_OTHERWISE_IN_XLS = {Habit.FORMULAS}
_WARNINGS = {
    Habit.FORMULAS: {"formula.typed_over"},  # where the amount spent is not the one planned
    Habit.HIDDEN_DRAFT: {"sheet.unknown"},
}


def _habits() -> list[Variant]:
    """Each in a workbook of the old kind, which is quickest written, where that can hold it."""
    return [
        Variant(
            habit.value,
            frozenset({habit, *_NEEDS.get(habit, ())}),
            ".xlsx" if habit in _WRITTEN_OTHERWISE_IN_XLS else _OLD_KIND,
            warnings=frozenset(_WARNINGS.get(habit, ())),
        )
        for habit in Habit
        if habit not in _OF_CSV
    ]


def _files() -> list[Variant]:
    """Each kind of file, each encoding and delimiter, and what each kind stores in its own way."""
    encodings: tuple[set[Habit], ...] = (
        set(),
        {Habit.PLAIN_UTF8},
        {Habit.UTF16},
        {Habit.WINDOWS_1258},
    )
    delimiters = ({Habit.COMMA_SEPARATED}, {Habit.TAB_SEPARATED})
    csv = [
        Variant("csv_" + "_".join(sorted(way)), frozenset(way), CSV_FOLDER)
        for way in (*encodings, *delimiters)
    ]
    kinds = [Variant(f"kind_{ending}", ending=f".{ending}") for ending in ("xlsx", "xlsm", "ods")]
    by_kind = [
        Variant(f"{habit.value}_{ending}", frozenset({habit}), f".{ending}")
        for habit in sorted(STORED_BY_KIND)
        for ending in ("xlsx", "ods")
    ]
    epochs = [
        Variant(f"epoch_1904_{day.value}_{ending}", frozenset({Habit.EPOCH_1904, day}), ending)
        for day, ending in (
            (Habit.DATE_CELLS, ".xlsx"),
            (Habit.DATE_SERIALS, ".xlsx"),
            (Habit.DATE_SERIALS, ".ods"),
        )
    ]
    unmerged = Variant("deep_heading_unmerged", frozenset({Habit.DEEP_HEADING, Habit.UNMERGED}))
    return [*csv, *kinds, *by_kind, *epochs, unmerged]


def _forms() -> list[Variant]:
    layouts: tuple[Layout, ...] = ("KC-2014", "KC-2016")
    return [Variant(f"all_years_on_{layout}", layout=layout) for layout in layouts]
