"""A check's result for a terminal: each cause with its count, an excerpt and all its places.

The cells at fault are marked by a sign as well as by colour, for pipes and colour-blind readers.
Nothing of a submission is taken for markup.
"""

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kc_pipeline.feedback import check_words
from kc_pipeline.feedback.causes import Cause
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.feedback.excerpt import Excerpt, excerpts
from kc_pipeline.feedback.severity_words import WORDS
from kc_pipeline.rules.finding import Severity
from kc_pipeline.terminal_text import on_one_line

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_MARK = "► "
_GAP = "⋮"
_INDENT = (0, 0, 0, 2)


def check_lines(check: FileCheck) -> Iterator[RenderableType]:
    """What to print of one file, in order."""
    yield Text(on_one_line(f"{check.path}"), style="bold")
    yield Text(f"{check_words.whose(check)}")
    for cause in check.causes:
        yield Text()
        yield _heading(cause)
        for label, text in check_words.about(cause):
            yield Padding(Text.assemble((f"{label}: ", "dim"), text, overflow="fold"), _INDENT)
        for part in excerpts(check, cause):
            yield Padding(_drawn(part, _STYLES[cause.rule.severity]), _INDENT)
        for finding in cause.findings:
            yield Padding(
                Text.assemble(
                    (on_one_line(check_words.where(finding)), "bold"),
                    f"  {on_one_line(cause.found_vi(finding))}",
                    overflow="fold",
                ),
                _INDENT,
            )
    yield Text()
    yield Text(check_words.counts(check))
    yield Text(check_words.rows(check))
    yield Text(check_words.verdict(check), style="bold")


def _heading(cause: Cause) -> Text:
    rule, style = cause.rule, _STYLES[cause.rule.severity]
    return Text.assemble(
        (f"{WORDS[rule.severity]}: {rule.title_vi}", style),
        f" ({cause.count} chỗ)  ",
        (rule.code, "dim"),
    )


def _drawn(part: Excerpt, style: str) -> Table:
    table = Table(
        title=Text(on_one_line(part.sheet), style="italic"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("", style="dim", justify="right")
    for letters in part.columns:
        table.add_column(letters, overflow="fold")
    for row in part.rows:
        if row.follows_gap:
            table.add_row(_GAP)
        table.add_row(
            str(row.row_no),
            *(
                Text(f"{_MARK}{cell.text}", style=f"{style} reverse")
                if cell.is_at_fault
                else Text(cell.text, style="italic dim" if row.is_heading else "")
                for cell in row.cells
            ),
        )
    return table
