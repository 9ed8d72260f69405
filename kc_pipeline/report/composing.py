"""From an open assessment to the report: facts, templates and settings come together here.

Each template of ``assets/report/body`` is one section, in order of file name. What the officers
wrote for a phase stands in ``assets/report/<phase>/<section>.md`` and is printed where the
section's template says ``{{ officers() }}``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kc_pipeline.errors import DeclarationError
from kc_pipeline.figures.phases import Phase
from kc_pipeline.figures.session import Assessment
from kc_pipeline.report.annexes import annexes, with_table
from kc_pipeline.report.charts.of_phase import charts
from kc_pipeline.report.coverage import Reporting
from kc_pipeline.report.definitions import definitions
from kc_pipeline.report.evidence import evidence
from kc_pipeline.report.facts import Facts, read_facts
from kc_pipeline.report.goals import next_phase
from kc_pipeline.report.headings import numbered
from kc_pipeline.report.listed_lines import ListedLines
from kc_pipeline.report.marked_text import blocks
from kc_pipeline.report.model import Report, Section
from kc_pipeline.report.pointers import place
from kc_pipeline.report.project_cards import project_cards
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.settings import Settings, read_settings
from kc_pipeline.report.tables.aims import reached_targets
from kc_pipeline.report.tables.figures import targets
from kc_pipeline.report.tables.typed import typed_numbers
from kc_pipeline.report.typed_figures import typed_figures
from kc_pipeline.report.wording import Ink, Templates
from kc_pipeline.words import read_words

_BODY = "body"


def compose(assessment: Assessment, assets: Path) -> Report:
    """The report of a phase. Raises DeclarationError naming the file that is wrong."""
    folder = assets / "report"
    words = read_words(folder)
    facts = read_facts(assessment, folder)
    settings = read_settings(folder, assessment.phase.name, phase_words(assessment.phase))
    tables = {table.name: table for table in (targets(facts, words),)}
    goals = next_phase(assets / "targets", assessment.phase, words)
    names = {
        **_names(facts, settings),
        "held_rows": _held_rows(facts.reporting),
        "tables": tables,
        "targets": reached_targets(facts),
        "next_phase": goals,
    }
    officers = _Officers(folder, assessment.phase.name)
    report = Report(
        phase_name=assessment.phase.name,
        letterhead=settings.letterhead,
        title=settings.title,
        subject=settings.subject,
        sections=_sections(folder, officers, names),
        annexes=annexes(facts, words),
        charts=charts(facts, words),
    )
    numbers = tuple(report.numbers())
    behind = evidence(assessment, numbers, ListedLines(assessment, assets))
    report = replace(
        report,
        evidence=behind,
        definitions=definitions(facts, words, numbers, behind),
        projects=project_cards(assessment),
        coverage=facts.reporting.coverage(),
    )
    typed = typed_figures(officers.sources(), report, words)
    return replace(
        report,
        annexes=with_table(report.annexes, typed_numbers(typed)),
        remarks=tuple(figure.told for figure in typed),
    )


def phase_words(phase: Phase) -> str:
    """``giai đoạn 2014-2018``, or ``năm 2016`` where it is one year."""
    if phase.from_year == phase.to_year:
        return f"năm {phase.from_year}"
    return f"giai đoạn {phase.from_year}-{phase.to_year}"


def _sections(folder: Path, officers: "_Officers", names: Mapping[str, Any]) -> tuple[Section, ...]:
    ink = Ink()
    names = {**names, "listed": ink.listed, "officers": officers.told}
    templates = Templates(folder, ink, names)
    officers.templates = templates
    found = [
        Section(_section_name(path), blocks(templates.render(f"{_BODY}/{path.name}"), ink.printed))
        for path in sorted((folder / _BODY).glob("*.md"))
    ]
    officers.refuse_unread()
    return numbered(found)


def _names(facts: Facts, settings: Settings) -> Mapping[str, Any]:
    """What templates may use, besides tables, goals, ``listed`` and ``officers``."""
    phase = facts.assessment.phase
    return {
        "figure": facts.figure,
        "cell": facts.cell,
        "years_with": facts.years_with,
        "limitation": facts.limitation,
        "rows": facts.rows,
        "phase": phase_words(phase),
        "years": tuple(str(year) for year in phase.years),
        "province": settings.province,
        "issuer": settings.letterhead.issuer_name,
    }


def _held_rows(reporting: Reporting) -> Callable[[int], Quantity]:
    """How many rows of a content are held back, for templates."""

    def held_rows(content_no: int) -> Quantity:
        held = Decimal(reporting.held_of_content(content_no))
        return Quantity(
            held, "rows", cell=place("report", "held_rows", "held", content_no=content_no)
        )

    return held_rows


class _Officers:
    """The officers' own paragraphs of one phase, printed where a section asks for them."""

    def __init__(self, folder: Path, phase_name: str) -> None:
        self.templates: Templates | None = None
        self._phase_name = phase_name
        self._files = {path.stem: path for path in sorted((folder / phase_name).glob("*.md"))}
        self._read: set[str] = set()

    @pass_context
    def told(self, context: Context) -> Markup:
        """The paragraphs for the section whose template asks; nothing where there are none."""
        section = _section_name(Path(context.name or ""))
        path = self._files.get(section)
        if path is None or self.templates is None:
            return Markup()
        self._read.add(section)
        # Marked text: what is printed in it was kept aside, the rest is the officers' own words.
        return Markup(self.templates.render(f"{self._phase_name}/{path.name}"))  # noqa: S704

    def sources(self) -> Mapping[str, tuple[str, str]]:
        """Where each was written, below the folder of the declarations, and what, by section."""
        return {
            section: (
                f"assets/report/{self._phase_name}/{path.name}", path.read_text(encoding="utf-8")
            )
            for section, path in self._files.items()
        }  # fmt: skip

    def refuse_unread(self) -> None:
        """Raise DeclarationError for a file whose name is no section that asks for paragraphs."""
        for section, path in self._files.items():
            if section not in self._read:
                raise DeclarationError(f"{path}: no section {section} asks for paragraphs")


def _section_name(path: Path) -> str:
    """``mo-dau`` for ``10-mo-dau.md``: the number only puts the sections in order."""
    return path.stem.partition("-")[2]
