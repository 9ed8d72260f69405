"""The way into a submission: a path goes in, a workbook or a refusal comes out.

Nothing outside the path is read, and nothing but `UnreadableSubmission` leaves. That a file cannot
take the caller down by crashing or hanging is `isolation`'s business.
"""

from pathlib import Path

from kc_pipeline.errors import UnreadableSubmission
from kc_pipeline.intake.grid import Workbook
from kc_pipeline.intake.opening.archive import Archive
from kc_pipeline.intake.opening.csv_folder import (
    read_bytes,
    read_csv,
    read_csv_folder,
)
from kc_pipeline.intake.opening.kinds import Kind, kind_of_archive, kind_of_file
from kc_pipeline.intake.opening.limits import DEFAULT, Budget, Limits
from kc_pipeline.intake.opening.ods import read_ods, refuse_password
from kc_pipeline.intake.opening.xlsx import read_xlsx


def open_submission(path: Path, limits: Limits = DEFAULT) -> Workbook:
    """Open a workbook (xlsx, xlsm, xls, ods, by content), a CSV file or a folder of them.

    Raises `UnreadableSubmission`, and nothing else, for whatever cannot be opened.
    """
    try:
        budget = Budget(limits)
        return read_csv_folder(path, budget) if path.is_dir() else _open_file(path, budget)
    except UnreadableSubmission:
        raise
    except MemoryError as error:
        raise UnreadableSubmission("file.out_of_memory") from error
    except Exception as error:
        # A library chokes on damage in ways it does not declare; one file must not stop the rest.
        detail = f"{type(error).__name__}: {error}"
        raise UnreadableSubmission("file.damaged", detail) from error


def _open_file(path: Path, budget: Budget) -> Workbook:
    if not path.is_file():
        found = "no regular file" if path.exists() else "no such file"
        raise UnreadableSubmission("file.damaged", found)
    data = read_bytes(path, budget.limits)
    ending = path.suffix.casefold()
    if not data:
        raise UnreadableSubmission("file.empty", "0 bytes")
    match kind_of_file(data, ending):
        case Kind.XLS:
            from kc_pipeline.intake.opening.xls import read_xls  # noqa: PLC0415  # loads xlrd

            return read_xls(data, ending, budget)
        case Kind.CSV:
            return Workbook(sheets=(read_csv(data, path, budget),), kind="csv")
        case _:
            return _open_archive(data, ending, budget)


def _open_archive(data: bytes, ending: str, budget: Budget) -> Workbook:
    with Archive(data, budget) as archive:
        kind = kind_of_archive(archive, ending)
        if kind is Kind.ODS:
            refuse_password(archive)
        archive.refuse_dangers()
        return read_ods(archive, budget) if kind is Kind.ODS else read_xlsx(archive, budget)
