"""Several irregularities at once on every workbook of the phase, drawn by a seed.

What cannot go together is never drawn together: two ways to write a date, letters that an encoding
does not have, fonts in a file without fonts.
"""

import random
from dataclasses import replace
from pathlib import Path

from tools.sample_phase.phase import Sent, submissions
from tools.sample_phase.submission import Habit, Submission

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", "")
ONE_OF = (
    (
        Habit.DATE_CELLS,
        Habit.DATE_SERIALS,
        Habit.DATES_SHORT,
        Habit.DATES_DOTTED,
        Habit.DATES_IN_WORDS,
    ),
    (
        Habit.TEXT_AMOUNTS,
        Habit.AMOUNTS_ENGLISH,
        Habit.AMOUNTS_SPACED,
        Habit.AMOUNTS_WITH_UNIT,
        Habit.FORMULAS,
    ),
    (Habit.IN_DONG, Habit.IN_THOUSANDS, Habit.IN_MILLIONS, Habit.IN_BILLIONS),
    (Habit.UNIT_ABBREVIATED, Habit.UNIT_IN_TWO_CELLS, Habit.UNIT_IN_HEADINGS),
    (Habit.DASH_FOR_NONE, Habit.DOTS_FOR_NONE, Habit.X_FOR_NONE),
    (
        Habit.NFD_TEXT,
        Habit.NO_BREAK_SPACES,
        Habit.ODD_SPACES,
        Habit.ZERO_WIDTH,
        Habit.STROKED_D,
        Habit.TCVN3,
        Habit.VNI,
        Habit.MIXED_FONTS,
    ),
    (Habit.AMOUNTS_LAST, Habit.COLUMNS_REVERSED),
    (Habit.NO_NUMBERS, Habit.MARK_IN_LABEL),
    (Habit.NO_TOTALS, Habit.TOTAL_FIRST, Habit.OF_WHICH, Habit.OF_WHICH_ITEMS),
    (Habit.DEEP_HEADING, Habit.ONE_ROW_HEADING, Habit.UNMERGED, Habit.REPEATED_HEADING),
    (Habit.BARE_TABLES, Habit.LONG_PREAMBLE),
    (Habit.COMMA_SEPARATED, Habit.TAB_SEPARATED),
    (Habit.PLAIN_UTF8, Habit.UTF16, Habit.WINDOWS_1258),
)
NOT_IN_CSV = {
    Habit.NFD_TEXT,
    Habit.ZERO_WIDTH,
    Habit.STROKED_D,
    Habit.TCVN3,
    Habit.VNI,
    Habit.MIXED_FONTS,
    Habit.EPOCH_1904,  # no place in the file to tell it
    Habit.IN_BILLIONS,  # "1,140" cannot be told from a thousand and some
}
OF_TWO = 0.5
OF_FOUR = 0.25
UNIT_WORDS = (("Huyện ", "H. "), ("Thị xã ", "TX "), ("Thành phố ", "TP. "))


def mixed(seed: int) -> list[Sent]:
    """The whole phase, each workbook with habits and a kind of its own."""
    chance = random.Random(seed)  # noqa: S311  # an example, no secret
    return [_mixed(sent, chance) for sent in submissions()]


def _mixed(sent: Sent, chance: random.Random) -> Sent:
    ending = chance.choice(ENDINGS)
    habits = _drawn(chance) - (NOT_IN_CSV if ending == "" else set())
    path = Path(sent.path.parent, sent.path.name.removesuffix(sent.path.suffix) + ending)
    return Sent(path, _called_otherwise(replace(sent.submission, habits=habits), chance))


def _drawn(chance: random.Random) -> frozenset[Habit]:
    together = {habit for group in ONE_OF for habit in group}
    drawn = {habit for habit in Habit if habit not in together and chance.random() < OF_FOUR}
    drawn |= {chance.choice(group) for group in ONE_OF if chance.random() < OF_TWO}
    return frozenset(drawn)


def _called_otherwise(submission: Submission, chance: random.Random) -> Submission:
    """The unit by a short name, as often as not."""
    name = submission.unit
    for long, short in UNIT_WORDS:
        if chance.random() < OF_TWO:
            name = name.replace(long, short)
    return replace(submission, unit=name)
