"""What annotated copies write into the comments of cells: it is never a clerk's own remark.

Ours begins with a line of its own by which it is found again: not every program keeps a comment's
author. Making them is for `kc_pipeline.feedback`; the reader passes them over.
"""

from kc_pipeline.rules.finding import Severity

AUTHOR = "Hệ thống kiểm tra"

FIRST_LINE = f"{AUTHOR}:"

BEGINNINGS = {
    Severity.ERROR: "LỖI: ",
    Severity.WARNING: "CẢNH BÁO: ",
    Severity.NOTICE: "LƯU Ý: ",
}
"""How each further line of ours begins, by the severity of what it says."""

REMARK = "cell.remark"
"""The code under which the reader tells somebody else's comment, which needs no comment of ours."""

_OWN = tuple(BEGINNINGS.values())


def without_own(text: str) -> str:
    """What somebody else wrote into a comment, above ours or below it; blank if nobody did."""
    lines = text.split("\n")
    if FIRST_LINE in lines:
        start = lines.index(FIRST_LINE)
        lines = lines[:start] + [line for line in lines[start + 1 :] if not line.startswith(_OWN)]
    return "\n".join(lines).strip("\n")
