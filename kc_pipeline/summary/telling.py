"""Telling people of a run: a notice where there is something to say, the page of one that failed.

A run has something to say when anything differs from the snapshot before, and whenever it failed.
"""

import os
from collections.abc import Mapping
from datetime import datetime

import duckdb

from kc_pipeline.errors import KcError
from kc_pipeline.notices.notice import Notice
from kc_pipeline.notices.sending import send, send_waiting
from kc_pipeline.paths import Project
from kc_pipeline.summary.morning import Failure, Morning
from kc_pipeline.summary.parts import parts
from kc_pipeline.summary.wording import subject
from kc_pipeline.summary.writing import write_failure, write_summary
from kc_pipeline.terminal_text import on_one_line


def tell(
    project: Project,
    morning: Morning,
    now: datetime,
    environment: Mapping[str, str] = os.environ,
) -> tuple[str, ...]:
    """Send the notice, and what waits in any case; a line for what could not be sent."""
    if not morning.has_news and morning.failure is None:
        return send_waiting(project, environment)
    notice = Notice(
        made_at=now,
        is_failure=morning.failure is not None,
        subject=subject(morning, now),
        parts=tuple(parts(morning)),
    )
    return send(project, notice, environment)


def tell_current(
    project: Project, now: datetime, environment: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Write the page of what is published now and send word of it; lines as in ``tell``."""
    try:
        morning = write_summary(project)
    except (KcError, OSError, duckdb.Error) as error:
        return (f"the morning summary could not be written: {error}",)
    return tell(project, morning, now, environment)


def tell_failed(
    project: Project, cause: str, now: datetime, environment: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Write the page of a run that published nothing and send word of it; lines as in ``tell``.

    Where the page cannot be written, on a full disk say, word is sent all the same.
    """
    try:
        morning = write_failure(project, cause, now)
    except (KcError, OSError, duckdb.Error) as error:
        told = f"the morning summary could not be written: {error}"
        morning = Morning(Failure(now, on_one_line(cause)))
        return (told, *tell(project, morning, now, environment))
    return tell(project, morning, now, environment)
