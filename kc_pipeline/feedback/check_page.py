"""A check's result as one self-contained HTML page in Vietnamese, for an officer to mail.

It needs no network, and all that comes from a submission is escaped.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kc_pipeline.feedback import check_words
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.feedback.excerpt import excerpts
from kc_pipeline.feedback.severity_words import MEANINGS, WORDS
from kc_pipeline.html_pages.parts import templates

_HERE = Path(__file__).parent


def check_page(checks: Sequence[FileCheck]) -> str:
    """The page for some files, in their order."""
    return (
        templates(_HERE)
        .get_template("check_page.html")
        .render(
            files=[_file(check) for check in checks],
            words=WORDS,
            meanings=MEANINGS,
            where=check_words.where,
            about=check_words.about,
        )
    )


def _file(check: FileCheck) -> dict[str, Any]:
    return {
        "name": check.path.name,
        "whose": check_words.whose(check),
        "counts": check_words.counts(check),
        "rows": check_words.rows(check),
        "verdict": check_words.verdict(check),
        "is_rejected": check.is_rejected,
        "causes": [
            {"cause": cause, "excerpts": list(excerpts(check, cause))} for cause in check.causes
        ],
    }
