"""One constructor a kind of column, so that a model reads as a list of columns.

What a kind means to the reader stands in `kc_pipeline.schemas.columns`; what it means to pandera
(type, nullability, range) stands here. Rules over several columns belong to the models.
"""

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from kc_pipeline.schemas.columns import Kind

Text = Series[pd.StringDtype]
Whole = Series[pd.Int64Dtype]
Number = Series[pd.Float64Dtype]
Day = Series["datetime64[us]"]  # type: ignore[name-defined]  # a dtype by its name


def _field(kind: Kind, label_vi: str, *, value: bool, heading: bool | None, **checks: Any) -> Any:  # noqa: ANN401  # pandera's fields are Any
    code_list = checks.pop("code_list", None)
    metadata = {
        "kind": kind,
        "heading_required": value if heading is None else heading,
        "code_list": code_list,
        "is_year": checks.pop("is_year", False),
    }
    return pa.Field(nullable=not value, title=label_vi, metadata=metadata, **checks)


def text(label_vi: str, *, required: bool = False) -> Any:  # noqa: ANN401
    """A text, as written, tidied."""
    return _field(Kind.TEXT, label_vi, value=required, heading=None)


def project_code(*, required: bool = True) -> Any:  # noqa: ANN401
    """The code that names a project in the whole province."""
    return _field(Kind.PROJECT_CODE, "Mã đề án", value=required, heading=None)


def establishment(label_vi: str, *, required: bool = False) -> Any:  # noqa: ANN401
    """The name of an establishment as written; resolved to one establishment later."""
    return _field(Kind.ESTABLISHMENT, label_vi, value=required, heading=None)


def place(label_vi: str) -> Any:  # noqa: ANN401
    """A commune or district as written; resolved to a unit of that year later."""
    return _field(Kind.PLACE, label_vi, value=False, heading=None)


def code(label_vi: str, code_list: str, *, required: bool = True) -> Any:  # noqa: ANN401
    """A value of a code list, stored as its code."""
    return _field(Kind.CODE, label_vi, value=required, heading=None, code_list=code_list)


def content(label_vi: str) -> Any:  # noqa: ANN401
    """The number of one of the decree's nine contents."""
    return _field(Kind.CODE, label_vi, value=True, heading=None, code_list="content", ge=1, le=9)


def count(label_vi: str, *, required: bool = False) -> Any:  # noqa: ANN401
    """A whole number that is not negative."""
    return _field(Kind.COUNT, label_vi, value=required, heading=None, ge=0)


def year(label_vi: str, *, required: bool = False) -> Any:  # noqa: ANN401
    """A year: a count that is not added up."""
    return _field(Kind.COUNT, label_vi, value=required, heading=None, ge=0, is_year=True)


def number(label_vi: str) -> Any:  # noqa: ANN401
    """A measure that is not negative."""
    return _field(Kind.NUMBER, label_vi, value=False, heading=None, ge=0)


def money(label_vi: str, *, required: bool = False, heading: bool | None = None) -> Any:  # noqa: ANN401
    """An amount in whole đồng that is not negative."""
    return _field(Kind.MONEY, label_vi, value=required, heading=heading, ge=0)


def day(label_vi: str) -> Any:  # noqa: ANN401
    """A day."""
    return _field(Kind.DATE, label_vi, value=False, heading=None)
