"""How a sheet is printed: A4 across, headings on each page, the page numbered at the top."""

from xlsxwriter.worksheet import Worksheet

_A4 = 9


def set_up(sheet: Worksheet, *, heading_row: int, footer: str) -> None:
    """Print set-up of a sheet whose headings stand in that row, and keep them in sight."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading_row)
    sheet.freeze_panes(heading_row + 1, 0)
    sheet.set_header("&C&P")
    sheet.set_footer(f"&L&9{footer.replace('&', '&&')}&R&9&A")
    sheet.hide_gridlines(2)
