"""`python -m benchmarks.peers.frictionless_validate RAW HOME`: Frictionless on the same files.

Each sheet is a resource with a schema made from the form's headings. In which row the heading
stands Frictionless must be told; calamine finds it, which costs next to nothing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import python_calamine
from frictionless import Detector, Dialect, Resource, Schema
from frictionless.fields import AnyField, IntegerField, NumberField, StringField
from frictionless.formats import ExcelControl

from benchmarks.peers.reading import WHOLE, SheetForm, forms, workbooks


def main() -> None:
    """Validate all, and say how many errors there were."""
    known = forms(Path(sys.argv[2]))
    sheets = errors = 0
    for path in workbooks(Path(sys.argv[1])):
        for resource in _resources(path, known):
            sheets += 1
            errors += sum(len(task.errors) for task in resource.validate().tasks)
    sys.stdout.write(f"{sheets} sheets, {errors} errors\n")


def _resources(path: Path, known: dict[str, SheetForm]) -> Iterator[Resource]:
    with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
        for name in workbook.sheet_names:
            form = known.get(name.strip())
            rows = workbook.get_sheet_by_name(name).to_python() if form else []
            for number, row in enumerate(rows, start=1):
                if form and "project_code" in {form.headings.get(str(cell)) for cell in row}:
                    yield _resource(path, name, form, number)
                    break


def _resource(path: Path, sheet: str, form: SheetForm, heading: int) -> Resource:
    return Resource(
        path=path.name,
        basepath=str(path.parent),
        format="xlsx",
        dialect=Dialect(header_rows=[heading], controls=[ExcelControl(sheet=sheet)]),
        schema=Schema(fields=[_field(*told) for told in form.headings.items()]),
        detector=Detector(schema_sync=True),
    )


def _field(heading: str, column: str) -> StringField | IntegerField | NumberField | AnyField:
    if column in WHOLE:
        return IntegerField(name=heading)
    if column.endswith("_vnd"):
        return NumberField(name=heading)
    if column.endswith("_on"):
        return AnyField(name=heading)
    return StringField(name=heading)


if __name__ == "__main__":
    main()
