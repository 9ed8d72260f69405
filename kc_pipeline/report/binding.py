"""Which words no end of a line may part: a number and its unit, a date, Nghị định and its number.

They are bound by spaces that do not break, and no further than need be: in a justified line such
spaces do not stretch, so what is long and bound tears holes into the line before it. What is bound
is decided on the text of a whole paragraph, for a number is a run of its own; the runs stay what
they are.
"""

import re
from itertools import accumulate, pairwise

from kc_pipeline.report.model import Run, Runs

UNBREAKABLE = "\N{NO-BREAK SPACE}"

_BOUND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:nghị định|quyết định|thông tư|chỉ thị|công văn|kế hoạch|báo cáo) số \S",
        r"\b(?:ngày|tháng|năm|quý|số|điều|khoản|điểm|đoạn|độ) (?=[\d…])",
        r"\bphụ lục (?=[IVX]+\b)",
        r"\d (?=(?:triệu|tỷ|nghìn|đồng)\b)",
    )
)


def bound(runs: Runs) -> Runs:
    """The runs with the spaces between such words made unbreakable."""
    text = "".join(run.text for run in runs)
    spaces = {
        at
        for pattern in _BOUND
        for found in pattern.finditer(text)
        for at in range(*found.span())
        if text[at] == " "
    }
    ends = [0, *accumulate(len(run.text) for run in runs)]
    for run, (begin, end) in zip(runs, pairwise(ends), strict=True):
        # The word after a count is its unit; that of an amount stands in its run.
        if run.number is not None and text[end : end + 1] == " " and text[begin:end].isdigit():
            spaces.add(end)
    told = "".join(UNBREAKABLE if at in spaces else char for at, char in enumerate(text))
    return tuple(
        Run(told[begin:end], run.number)
        for run, (begin, end) in zip(runs, pairwise(ends), strict=True)
    )
