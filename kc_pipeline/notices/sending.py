"""Sending a notice over every declared channel: what fails costs a line and waits for the next.

Whether there is anything to say is decided by who calls.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kc_pipeline.errors import KcError, NotSent
from kc_pipeline.notices.channels import Channel, Mail, load_channels
from kc_pipeline.notices.letter import Letter
from kc_pipeline.notices.notice import Notice
from kc_pipeline.notices.outbox import Outbox, forget
from kc_pipeline.notices.time_limit import within
from kc_pipeline.paths import Project


def send(
    project: Project, notice: Notice, environment: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Send the notice with what waits; a line for each thing that is to be told, none if all went.

    Raises nothing that a channel, its declaration or the disk can be at fault for.
    """
    return tuple(_each(project, notice, environment))


def send_waiting(project: Project, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Try again what waits, on a night that has nothing of its own to say; lines as in ``send``."""
    return tuple(_each(project, None, environment)) if project.unsent.is_dir() else ()


def _each(project: Project, notice: Notice | None, environment: Mapping[str, str]) -> Iterator[str]:
    try:
        channels = load_channels(project.assets)
    except (KcError, OSError) as error:
        yield f"notice not sent: {error}"
        return
    for channel in channels:
        yield from _over(channel, project.unsent, notice, environment)


def _over(
    channel: Channel, folder: Path, notice: Notice | None, environment: Mapping[str, str]
) -> Iterator[str]:
    outbox = Outbox(folder, channel.name)
    try:
        waiting = outbox.waiting()
        notices = (*((notice,) if notice else ()), *waiting.values())
        if not notices:
            return
        try:
            letter = Letter(notices)
            told = within(channel.timeout_seconds, lambda: _send_one(channel, letter, environment))
        except NotSent as fault:
            if notice:
                outbox.keep(notice)
            yield f"{channel.name} not sent: {fault}; it goes with the next"
            return
        forget(waiting)
    except OSError as error:
        yield f"{channel.name}: what could not be sent cannot be kept: {error.strerror}"
        return
    if told:
        yield f"{channel.name}: {told}"


def _send_one(channel: Channel, letter: Letter, environment: Mapping[str, str]) -> str | None:
    # Loaded only where there is something to send: a look is to stay quick.
    if isinstance(channel, Mail):
        from kc_pipeline.notices.mail import send_mail  # noqa: PLC0415

        return send_mail(channel, letter, environment)
    from kc_pipeline.notices.webhook import send_to_webhook  # noqa: PLC0415

    send_to_webhook(channel, letter, environment)
    return None
