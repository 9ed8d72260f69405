"""How every sheet we make comes out of the printer: A4, landscape, one page wide."""

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet


def set_up_page(
    sheet: Worksheet, *, repeated_rows: str | None = None, landscape: bool = True
) -> None:
    """Set paper, margins and page numbers; ``repeated_rows`` such as ``4:4`` head every page."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeated_rows is not None:
        sheet.print_title_rows = repeated_rows
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "&P/&N"
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.5, 0.4, 0.6, 0.7
    margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
