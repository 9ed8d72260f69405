"""What is wrong with a heading: unknown, doubled and missing columns, and what rejects a sheet.

Finding the heading is for `headings`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kc_pipeline.intake.forms import SheetForm
from kc_pipeline.intake.grid import address
from kc_pipeline.intake.headings import Heading
from kc_pipeline.intake.reading import EXTRA
from kc_pipeline.rules.finding import Issue


@dataclass(frozen=True, slots=True)
class HeadingFaults:
    """The issues with a heading, and the code of the one that rejects the sheet if any."""

    issues: tuple[Issue, ...]
    rejected: str | None


def heading_faults(
    sheet: str, heading: Heading, form: SheetForm, given: Collection[str]
) -> HeadingFaults:
    """The faults of a heading; ``given`` are the columns that group rows stand in for."""
    unknown = [
        Issue(
            "column.unknown",
            sheet,
            address(heading.last_row, column.number),
            value=column.written,
            details={"heading": column.written},
        )
        for column in heading.columns.values()
        if column.name.startswith(EXTRA)
    ]
    others = list(_doubled_and_missing(sheet, heading, form, given))
    rejected = next((issue.code for issue, rejects in others if rejects), None)
    return HeadingFaults((*unknown, *(issue for issue, _ in others)), rejected)


def _doubled_and_missing(
    sheet: str, heading: Heading, form: SheetForm, given: Collection[str]
) -> Iterator[tuple[Issue, bool]]:
    """Each issue, and whether it rejects the sheet: it does where the column is required."""
    for column in form.table.columns:
        places = heading.places(column.name)
        written = form.written.get(column.name, column.label_vi)
        if len(places) > 1:
            cells = [address(heading.last_row, place) for place in places]
            details = {"heading": written, "cells": ", ".join(cells)}
            issue = Issue("sheet.heading_twice", sheet, cells[0], details=details)
            yield issue, column.heading_required
        elif not places and column.heading_required and column.name not in given:
            details = {"heading": written}
            yield Issue("sheet.required_heading_missing", sheet, details=details), True
