"""What a report says, as plain text, for tests."""

from kc_pipeline.report.model import Block, Heading, Paragraph, Report, Section, runs_of


def text(block: Block) -> str:
    """The text of one block."""
    return "".join(run.text for run in runs_of(block))


def paragraphs(report: Report, section: str | None = None) -> list[str]:
    """The paragraphs of the body, or of one section."""
    return [
        text(block)
        for found in report.sections
        if section in {None, found.name}
        for block in found.blocks
        if isinstance(block, Paragraph)
    ]


def headings(report: Report) -> list[str]:
    """The headings of the body with their labels."""
    return [
        f"{block.label} {text(block)}"
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Heading)
    ]


def section(report: Report, name: str) -> Section:
    """A section by name."""
    return next(found for found in report.sections if found.name == name)
