"""What one unit sends for one year, as plain data: the cover facts and the rows of each table.

Rows are mappings keyed by the canonical column names of the forms. Values are canonical too: money
in whole đồng, dates as dates, coded values by their stored code. A string is written as it stands,
so a row may also hold what a form would not allow. The look on a sheet is decided elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Value = str | float | date | None
Row = Mapping[str, Value]

RECONSTRUCTION = (
    "Số liệu được dựng lại cho khớp với các tổng số đã công bố của giai đoạn 2014-2018; "
    "tên cơ sở là tên đặt ra, không phải cơ sở có thật."
)


class Habit(StrEnum):
    """One harmless way in which people depart from the form as it was handed out."""

    AMOUNTS_LAST = "amounts_last"  # the columns of amounts moved to the end
    BLANK_ROWS = "blank_rows"  # empty rows above the heading and between the rows
    COLUMN_NUMBERS = "column_numbers"  # a row (1) (2) (3) under the heading
    DASH_FOR_NONE = "dash_for_none"  # "-" where there is nothing to tell
    DATE_CELLS = "date_cells"  # true dates instead of text
    DATE_SERIALS = "date_serials"  # dates that lost their format and show as 42385
    DATES_SHORT = "dates_short"  # 5-3-16
    EMPTY_SHEET = "empty_sheet"  # an empty "Sheet3" left in the workbook
    EMPTY_TABLES = "empty_tables"  # tables without rows present, with headings only
    EXTRA_COLUMN = "extra_column"  # a column of one's own, "Ghi chú thêm"
    FACTS_IN_ONE_CELL = "facts_in_one_cell"  # "Mã đơn vị: 061" instead of two cells
    FORMULAS = "formulas"  # totals, and amounts equal to the plan, as formulas
    HIDDEN_DRAFT = "hidden_draft"  # a hidden sheet of notes
    HIDDEN_INFORMATION = "hidden_information"  # the table of information items is hidden
    LEADING_COLUMN = "leading_column"  # an empty column before the table
    LOOSE_HEADINGS = "loose_headings"  # headings in capitals, with line breaks, "*" and the unit
    MARK_IN_LABEL = "mark_in_label"  # "I. KHUYẾN CÔNG …" in one cell
    NFD_TEXT = "nfd_text"  # letters and their marks as separate code points
    NO_BREAK_SPACES = "no_break_spaces"  # copied from a web page
    NOTES_BELOW = "notes_below"  # remarks under the table
    OF_WHICH = "of_which"  # "Trong đó" under the total
    TCVN3 = "tcvn3"  # typed in a .VnTime font
    TEXT_AMOUNTS = "text_amounts"  # amounts typed as text, in Vietnamese style
    TOTAL_FIRST = "total_first"  # the total above the rows


@dataclass(frozen=True)
class Submission:
    """One workbook: who reports, for which year, in which version, and the rows of each table."""

    unit_code: str
    unit: str
    year: int
    version: int = 1
    reported_on: date | str | None = None
    prepared_by: str | None = None
    plan_national_vnd: int | None = None
    plan_local_vnd: int | None = None
    officers: int | None = None
    collaborators: int | None = None
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    habits: frozenset[Habit] = frozenset()
    remark: str | None = RECONSTRUCTION

    def has(self, habit: Habit) -> bool:
        """Whether the unit departs from the form in this way."""
        return habit in self.habits
