"""Templates become blocks of runs: Jinja says what is printed when, and no printed thing is lost.

Whatever a template prints passes `Ink.print`. It is kept aside and a mark stands for it in
Jinja's text, so a number keeps what it is, and text of the data can be neither markup, Jinja nor
XML. A bare number is refused: only quantities, which know where they come from, are printed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from kc_pipeline.errors import DeclarationError, KcError
from kc_pipeline.report.marked_text import Printed, mark, with_breaks
from kc_pipeline.report.model import Run, Table
from kc_pipeline.report.quantity import Quantity, plain

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


class Ink:
    """What templates printed so far; the marks in their text count into it."""

    def __init__(self) -> None:
        self.printed: list[Printed] = []

    @pass_context  # only to keep Jinja from printing constants before there is a report
    def print(self, _context: Context, value: object) -> Markup:
        """Keep a printed thing aside and give the mark for it. Raises DeclarationError."""
        match value:
            case Markup():
                return value  # what a macro gives is printed already
            case Table():
                return self._mark(value)
            case Quantity():
                return self._mark(value.run)
            case str() | Undefined():  # making text of what is undefined raises, and names it
                return self._mark(Run(plain(str(value))))
        raise DeclarationError(
            f"{value!r} cannot be printed: a number comes from figure(), cell(), limitation() or "
            "rows()"
        )

    @pass_context
    def listed(
        self, context: Context, items: Iterable[object], last: str = " và ", between: str = ", "
    ) -> Markup:
        """``a, b và c``."""
        marks = [self.print(context, item) for item in items]
        head = escape(between).join(marks[:-1])
        return escape(last).join([head, marks[-1]] if head else marks)

    def _mark(self, printed: Printed) -> Markup:
        self.printed.append(printed)
        return Markup(mark(len(self.printed) - 1))  # noqa: S704 - a mark is digits only


class _Loader(FileSystemLoader):
    """Reads templates; where their file has a blank line, and only there, a block ends."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source, as many lines as the file, its blank lines marked."""
        source, path, is_current = super().get_source(environment, template)
        if _CONTROL.search(source):
            raise DeclarationError(f"{path}: holds control characters")
        return with_breaks(source), path, is_current


class Templates:
    """The templates of a folder; renders to marked text, to be read with `marked_text.blocks`."""

    def __init__(self, folder: Path, ink: Ink, names: Mapping[str, Any]) -> None:
        self._folder = folder
        self._environment = ImmutableSandboxedEnvironment(
            loader=_Loader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=ink.print,
            lstrip_blocks=True,
        )
        self._environment.globals.update(names)

    def render(self, name: str) -> str:
        """The marked text of one template. Raises DeclarationError naming the file and line."""
        try:
            return self._environment.get_template(name).render()
        except DeclarationError as error:
            if str(error).startswith(str(self._folder)):
                raise  # of a file it includes, already named
            raise DeclarationError(f"{self._where(name, error)}: {error}") from error
        except (TemplateError, KcError, TypeError, ValueError, ArithmeticError) as error:
            raise DeclarationError(f"{self._where(name, error)}: {error}") from error

    def _where(self, name: str, error: Exception) -> str:
        """The innermost template file and line that the error came through."""
        if isinstance(error, TemplateSyntaxError):
            return f"{error.filename or self._folder / name}, line {error.lineno}"
        where = str(self._folder / name)
        files = {str(self._folder / found) for found in self._environment.list_templates(["md"])}
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in files:
                where = f"{trace.tb_frame.f_code.co_filename}, line {trace.tb_lineno}"
            trace = trace.tb_next
        return where
