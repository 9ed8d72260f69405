"""The product's exceptions, one tree.

    KcError
    ├── UsageError                 what was asked for cannot be meant (exit 2)
    │   ├── UnknownPhase           no such phase, nor a FROM-TO range of years
    │   └── UnknownFigure          no figure of that name
    ├── DeclarationError           a file under assets/ contradicts itself or another
    ├── UnreadableSubmission       a file that cannot be opened; carries the finding's code
    ├── NotPublished               nothing was published (exit 3)
    │   └── CheckFailed            a blocking check found rows at fault
    ├── NotSent                    a notice could not be sent; it waits
    └── WarehouseMissing           no published warehouse yet

Bad input in a submission is no exception but a finding (``kc_pipeline.rules.finding``); only a
file that cannot be opened at all raises, and intake turns that into a finding too.
"""


class KcError(Exception):
    """Root of every exception this package raises on purpose."""


class UsageError(KcError):
    """What was asked for cannot be meant."""


class UnknownPhase(UsageError):
    """Neither a phase of ``phases.csv`` nor a FROM-TO range of years."""


class UnknownFigure(UsageError):
    """No figure of that name in the catalogue for that phase."""


class DeclarationError(KcError):
    """A declaration under ``assets/`` is wrong; the message names the file and the entry."""


class UnreadableSubmission(KcError):
    """A submission that cannot be opened.

    ``code`` is the code of the rule in the catalogue, ``detail`` says in plain words what was
    found (a limit and the measured value, the missing part), ``sheet`` the sheet to blame, if any.
    """

    def __init__(self, code: str, detail: str = "", *, sheet: str | None = None) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.sheet = sheet

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from the child process that read the file."""
        return (_unreadable, (self.code, self.detail, self.sheet))


def _unreadable(code: str, detail: str, sheet: str | None) -> UnreadableSubmission:
    return UnreadableSubmission(code, detail, sheet=sheet)


class NotPublished(KcError):
    """Nothing was published; the last good warehouse stays up."""


class CheckFailed(NotPublished):
    """A blocking check found rows at fault; the message lists the checks."""


class NotSent(KcError):
    """A notice could not be sent; the message holds nothing secret and nothing a server said."""


class WarehouseMissing(KcError):
    """There is no published warehouse yet; ``kc run`` makes one."""
