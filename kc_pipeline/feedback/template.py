"""A blank report workbook of one unit and year, made from the form's declaration and the schemas.

Everything in it follows from ``assets``: a new column, code or commune is in the next template
without an edit here. The sheets it adds besides the form's, a guide and the code lists, are named
in `own_sheets`. Reading a filled one is the business of intake.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from kc_pipeline.errors import UsageError
from kc_pipeline.feedback.form_wording import FormWording, load_form_wording
from kc_pipeline.feedback.packing import save
from kc_pipeline.feedback.template_cover import CoverValues, fill_cover
from kc_pipeline.feedback.template_guide import add_guide_sheet
from kc_pipeline.feedback.template_lists import add_lists_sheet
from kc_pipeline.feedback.template_places import places_of
from kc_pipeline.feedback.template_table import fill_table_sheet
from kc_pipeline.intake.code_lists import CodeLists
from kc_pipeline.intake.forms import Form
from kc_pipeline.intake.taking_in import make_reader
from kc_pipeline.intake.unit_lines import UNIT_NAMES
from kc_pipeline.paths import Project
from kc_pipeline.reference import read_reference
from kc_pipeline.resolution.unit import Unit
from kc_pipeline.resolution.units import Units
from kc_pipeline.schemas.models import tables


def write_project_template(project: Project, *, year: int, unit_code: str, target: Path) -> Path:
    """Write the template of the form that serves the year, with the project's lists and units.

    Raises UsageError as `form_of_year` and `write_template` do.
    """
    reader = make_reader(project.assets, tables())
    form = form_of_year(reader.forms, year)
    return write_template(
        form,
        load_form_wording(project.assets / "forms", form.id),
        reader.codes,
        Units.load(read_reference(project.assets, "units")),
        year=year,
        unit_code=unit_code,
        target=target,
        contents={
            row["content_no"]: row["short_vi"] for row in read_reference(project.assets, "contents")
        },
        windows=_windows(read_reference(project.assets, "day_windows")),
    )


def form_of_year(forms: Iterable[Form], year: int) -> Form:
    """The form with a cover sheet that serves the year, of several the last by file name.

    Raises UsageError if there is none.
    """
    for form in reversed(tuple(forms)):
        if year in form.years and form.cover.sheets:
            return form
    raise UsageError(f"{year}: no form with a cover sheet serves that year; assets/forms has them")


def write_template(
    form: Form,
    wording: FormWording,
    codes: CodeLists,
    units: Units,
    *,
    year: int,
    unit_code: str,
    target: Path,
    contents: Mapping[str, str],
    windows: Mapping[str, Mapping[str, tuple[int, int]]],
) -> Path:
    """Write the blank workbook to ``target``, the same bytes every time; return the path.

    ``contents`` are short titles of the decree's contents, shown beside their numbers; ``windows``
    the years around that of the report in which days may lie, by table and column. Raises
    UsageError where no unit of that code reports in that year.
    """
    unit = reporting_unit(units, unit_code, year)
    money_unit = UNIT_NAMES[form.money_unit]
    workbook = Workbook()
    cover = workbook.worksheets[0]
    cover.title = wording.cover_sheet
    values = CoverValues(unit.name, unit.code, year, money_unit)
    fill_cover(cover, wording.cover_labels, form.title_vi, values)
    table_sheets = [
        (sheet, workbook.create_sheet(wording.sheets[sheet.table.name])) for sheet in form.sheets
    ]
    lists = add_lists_sheet(workbook, form, codes, places_of(units, unit, year), contents)
    subtitle = f"{unit.name} – năm {year}"
    formulas = {
        worksheet.title: fill_table_sheet(
            worksheet,
            sheet,
            lists,
            subtitle=subtitle,
            money_unit=money_unit,
            year=year,
            windows=windows.get(sheet.table.name, {}),
        )
        for sheet, worksheet in table_sheets
    }
    add_guide_sheet(workbook, wording, money_unit=money_unit, subtitle=subtitle)
    made = datetime(year, 1, 1)  # noqa: DTZ001  # file formats keep no zone
    workbook.properties.created, workbook.properties.creator = made, ""
    save(workbook, target, modified=made, values=formulas)
    return target


def _windows(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, tuple[int, int]]]:
    windows: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows:
        span = int(row["years_before"]), int(row["years_after"])
        windows.setdefault(row["table_name"], {})[row["column_name"]] = span
    return windows


def reporting_unit(units: Units, unit_code: str, year: int) -> Unit:
    """The unit of that code that reports, under its name of the year; UsageError if none is."""
    unit = units.of_code(unit_code.strip().upper(), year)
    if unit is None or not unit.reports or not unit.is_of(year):
        raise UsageError(
            f"{unit_code}: no unit of that code reports in {year}; see assets/reference/units.csv"
        )
    return unit
