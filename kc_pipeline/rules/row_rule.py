"""The mark that makes a method of a pandera model a rule over the columns of one row.

The rule's texts stand at the method, so that a new row rule is one edit; the catalogue gathers
them from the models. Ranges and required values are fields of the models and no row rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pandas as pd
import pandera.pandas as pa

from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.rule import Rule

RowMethod = Callable[[Any, pd.DataFrame], "pd.Series[bool]"]
"""A class method of a model, as the type checker sees it: the frame's rows that are fine."""

_MARK = "__kc_row_rule__"


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule over one row.

    A finding stands at the cell of the column ``at``. The rule says nothing of a row that lacks a
    value in one of the columns ``needs``. The messages may name the text of ``at``, of ``needs``
    and of ``shows`` by the column's name, their cells by that name and ``_cell``, and the label
    of ``at`` as ``heading``.
    """

    rule: Rule
    at: str
    needs: tuple[str, ...]
    shows: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the columns whose text and cell an issue brings along."""
        return tuple(dict.fromkeys((self.at, *self.needs, *self.shows)))


def row_rule(
    code: str,
    severity: Severity,
    *,
    at: str,
    needs: tuple[str, ...],
    title_vi: str,
    title_en: str,
    message_vi: str,
    message_en: str,
    mend_vi: str,
    mend_en: str,
    reason_vi: str,
    reason_en: str,
    shows: tuple[str, ...] = (),
    ceilings: tuple[str, ...] = (),
    waivable: bool = False,
) -> Callable[[RowMethod], Any]:
    """Mark a class method that takes the frame and says for each row whether it is fine.

    An answer that hangs on an absent value (``pd.NA``) counts as fine.
    """
    named = dict.fromkeys((at, *needs, *shows))
    details = ("heading", *named, *(f"{column}_cell" for column in named))
    rule = Rule(
        code=code,
        severity=severity,
        title_vi=title_vi,
        title_en=title_en,
        message_vi=message_vi,
        message_en=message_en,
        mend_vi=mend_vi,
        mend_en=mend_en,
        reason_vi=reason_vi,
        reason_en=reason_en,
        details=details,
        ceilings=ceilings,
        waivable=waivable,
    )

    def mark(method: RowMethod) -> object:
        judge: RowMethod = getattr(method, "__func__", method)

        @wraps(judge)
        def check(model: type[pa.DataFrameModel], frame: pd.DataFrame) -> "pd.Series[bool]":
            fine = judge(model, frame).astype("boolean").fillna(value=True)
            unknown = frame[list(needs)].isna().any(axis="columns")
            return (fine | unknown).astype(bool)

        setattr(check, _MARK, RowRule(rule, at, needs, shows))
        marked: object = pa.dataframe_check(check, name=code, error=code, ignore_na=False)
        return marked

    return mark


def row_rules(model: type[pa.DataFrameModel]) -> tuple[RowRule, ...]:
    """Give the row rules of a model, in the order they are written."""
    found: dict[str, RowRule] = {}
    for owner in reversed(model.__mro__):
        for attribute in vars(owner).values():
            marked = getattr(getattr(attribute, "__func__", attribute), _MARK, None)
            if isinstance(marked, RowRule):
                found[marked.rule.code] = marked
    return tuple(found.values())
