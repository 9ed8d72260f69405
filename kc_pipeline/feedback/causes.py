"""Findings by cause: one rule, how often it is broken, and at which places.

What the findings are is for `checking`, how causes are shown for `check_lines`, `check_json` and
`check_page`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kc_pipeline.feedback.severity_words import gravest_first
from kc_pipeline.rules.finding import Finding
from kc_pipeline.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule and every finding it gave in one file, in the order of the file."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many places there are, all of them."""
        return len(self.findings)

    def found_vi(self, finding: Finding) -> str:
        """What was found at one place, without what to do, which all of the cause share."""
        return finding.message_vi.removesuffix(f" {self.rule.mend_vi}")


def by_cause(findings: Iterable[Finding], rule: Callable[[str], Rule]) -> tuple[Cause, ...]:
    """The causes, the gravest first, then the most frequent, then by code.

    ``rule`` gives the rule of a code.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    causes = (Cause(rule(code), tuple(found)) for code, found in by_code.items())
    return tuple(
        sorted(
            causes,
            key=lambda c: (gravest_first(c.rule.severity), -c.count, c.rule.code),
        )
    )
