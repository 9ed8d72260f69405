"""The code lists by which coded values are read: Vietnamese wording to stored code.

They come from ``assets/reference``: ``codes.csv``, ``activities.csv`` and ``contents.csv``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kc_pipeline.intake.wording import same_key

MANAGEMENT_CONTENT = "9"
"""The decree's content whose activities the management table lists one by one."""


@dataclass(frozen=True, slots=True)
class CodeLists:
    """Every code list: name of the list, then key of the wording, to the code."""

    lists: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, tuple[str, ...]]

    def code(self, code_list: str, written: str) -> str | None:
        """The code of a wording, compared as loosely as headings; None if the list lacks it."""
        return self.lists[code_list].get(same_key(written))


def code_lists(
    codes: Iterable[Mapping[str, str]],
    activities: Iterable[Mapping[str, str]],
    contents: Iterable[Mapping[str, str]],
) -> CodeLists:
    """The lists from the rows of the three reference tables."""
    entries = [(r["code_list"], r["code"], r["label_vi"], r["synonyms"]) for r in codes]
    for row in activities:
        lists = ["activity"]
        if row["content_no"] == MANAGEMENT_CONTENT:
            lists.append("management_activity")
        entries += [(name, row["activity"], row["label_vi"], row["synonyms"]) for name in lists]
    for row in contents:
        number = row["content_no"]
        entries.append(
            (
                "content",
                number,
                number,
                f"Nội dung {number}|{row['title_vi']}|{row['short_vi']}",
            )
        )
    lists_by_name: dict[str, dict[str, str]] = {}
    labels: dict[str, list[str]] = {}
    for name, code, label, synonyms in entries:
        labels.setdefault(name, []).append(label)
        for written in (label, *filter(None, synonyms.split("|"))):
            lists_by_name.setdefault(name, {}).setdefault(same_key(written), code)
    return CodeLists(lists_by_name, {name: tuple(texts) for name, texts in labels.items()})
