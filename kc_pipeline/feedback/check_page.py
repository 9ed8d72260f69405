"""A check's result as one self-contained HTML page in Vietnamese, for an officer to mail.

It needs no network, and all that comes from a submission is escaped.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from kc_pipeline.feedback import check_words
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.feedback.excerpt import excerpts
from kc_pipeline.feedback.severity_words import MEANINGS, WORDS

_TEMPLATE = Path(__file__).with_name("check_page.html")


def check_page(checks: Sequence[FileCheck]) -> str:
    """The page for some files, in their order."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        files=[_file(check) for check in checks],
        words=WORDS,
        meanings=MEANINGS,
        where=check_words.where,
        about=check_words.about,
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
