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

    AMOUNTS_ENGLISH = "amounts_english"  # amounts typed as text, in English style: 1,140.50
    AMOUNTS_LAST = "amounts_last"  # the columns of amounts moved to the end
    AMOUNTS_SPACED = "amounts_spaced"  # amounts typed with spaces: 1 140,5
    AMOUNTS_WITH_UNIT = "amounts_with_unit"  # amounts typed with their unit: 195,88 triệu đồng
    BARE_TABLES = "bare_tables"  # nothing above the tables of a form with a cover sheet
    BLANK_ROWS = "blank_rows"  # empty rows above the heading and between the rows
    COLUMNS_REVERSED = "columns_reversed"  # all columns the other way round, but for STT
    COLUMN_LETTERS = "column_letters"  # the first column numbers are letters: A B 1 2 3
    COLUMN_NUMBERS = "column_numbers"  # a row (1) (2) (3) under the heading
    COMMA_SEPARATED = "comma_separated"  # CSV files with commas
    CONTENT_WORDS = "content_words"  # the content by its words where the form asks its number
    DASH_FOR_NONE = "dash_for_none"  # "-" where there is nothing to tell
    DATES_DOTTED = "dates_dotted"  # 5.3.2016
    DATES_IN_WORDS = "dates_in_words"  # ngày 5 tháng 3 năm 2016
    DATES_SHORT = "dates_short"  # 5-3-16
    DATE_CELLS = "date_cells"  # true dates instead of text
    DATE_SERIALS = "date_serials"  # dates that lost their format and show as 42385
    DEEP_HEADING = "deep_heading"  # one more row over the heading, over some columns only
    DOTS_FOR_NONE = "dots_for_none"  # "..." where there is nothing to tell
    EMPTY_SHEET = "empty_sheet"  # an empty "Sheet3" left in the workbook
    EMPTY_TABLES = "empty_tables"  # tables without rows present, with headings only
    EPOCH_1904 = "epoch_1904"  # the workbook counts its days from 1904
    EXTRA_COLUMN = "extra_column"  # a column of one's own, "Ghi chú thêm"
    FACTS_IN_ONE_CELL = "facts_in_one_cell"  # "Mã đơn vị: 061" instead of two cells
    FORMULAS = "formulas"  # totals, and amounts equal to the plan, as formulas
    HIDDEN_COLUMNS = "hidden_columns"  # the column after STT is hidden
    HIDDEN_DRAFT = "hidden_draft"  # a hidden sheet of notes
    HIDDEN_INFORMATION = "hidden_information"  # the table of information items is hidden
    HIDDEN_ROWS = "hidden_rows"  # some rows of the tables are hidden
    IN_BILLIONS = "in_billions"  # money in tỷ đồng
    IN_DONG = "in_dong"  # money in đồng
    IN_MILLIONS = "in_millions"  # money in triệu đồng
    IN_THOUSANDS = "in_thousands"  # money in nghìn đồng
    LEADING_COLUMN = "leading_column"  # an empty column before the table
    LONG_PREAMBLE = "long_preamble"  # agency, motto and address over every table
    LOOSE_CODES = "loose_codes"  # project codes with other dashes and with spaces
    LOOSE_HEADINGS = "loose_headings"  # headings in capitals, with line breaks, "*" and the unit
    LOOSE_SHEETS = "loose_sheets"  # names of sheets in capitals, with other dashes and spaces
    LOOSE_WORDS = "loose_words"  # the words of lists in capitals, with other tone placement
    MARK_IN_LABEL = "mark_in_label"  # "I. KHUYẾN CÔNG …" in one cell
    MIXED_FONTS = "mixed_fonts"  # every other row typed in a .VnTime font
    MOVED_TONES = "moved_tones"  # headings with the other tone placement: hoá, hóa
    NFD_TEXT = "nfd_text"  # letters and their marks as separate code points
    NOTES_BELOW = "notes_below"  # remarks under the table
    NO_BREAK_SPACES = "no_break_spaces"  # copied from a web page
    NO_NUMBERS = "no_numbers"  # no column STT
    NO_TOTALS = "no_totals"  # no totals and no subtotals
    ODD_SPACES = "odd_spaces"  # spaces and line breaks too many
    OF_WHICH = "of_which"  # "Trong đó" under the total
    OF_WHICH_ITEMS = "of_which_items"  # "Trong đó:" and its items on lines of their own
    ONE_ROW_HEADING = "one_row_heading"  # "Kinh phí - Kế hoạch" in one cell
    PLAIN_UTF8 = "plain_utf8"  # CSV files without a byte order mark
    REPEATED_HEADING = "repeated_heading"  # the heading again where a page breaks
    REVERSED_SHEETS = "reversed_sheets"  # the sheets the other way round
    SIGNATURES = "signatures"  # a signature block under each table of either form
    SOURCE_GROUPS = "source_groups"  # Roman group rows on the form that has none
    STROKED_D = "stroked_d"  # the Icelandic Ð for Đ
    TAB_SEPARATED = "tab_separated"  # CSV files with tabs
    TCVN3 = "tcvn3"  # typed in a .VnTime font
    TEXT_AMOUNTS = "text_amounts"  # amounts typed as text, in Vietnamese style
    TOTAL_FIRST = "total_first"  # the total above the rows
    UNIT_ABBREVIATED = "unit_abbreviated"  # "ĐVT: Tr.đ"
    UNIT_IN_HEADINGS = "unit_in_headings"  # amounts in the unit of their heading, not of the sheet
    UNIT_IN_TWO_CELLS = "unit_in_two_cells"  # the unit line in two cells
    UNMERGED = "unmerged"  # no cell merged with another
    UTF16 = "utf16"  # CSV files in UTF-16
    VNI = "vni"  # typed in a VNI font
    WINDOWS_1258 = "windows_1258"  # CSV files in the Windows encoding of Vietnam
    WORDED_TOTALS = "worded_totals"  # "TỔNG CỘNG (I+II+III)", "Cộng mục I", "Tr.đó"
    X_FOR_NONE = "x_for_none"  # "x" where there is nothing to tell
    ZERO_WIDTH = "zero_width"  # letters that nobody sees


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
