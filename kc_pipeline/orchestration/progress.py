"""A logger that tells on standard error what a run is doing, for people who wait."""

import logging
import sys

import dagster as dg

from kc_pipeline.terminal_text import harmless

NAME = "progress"


def _logger(context: dg.InitLoggerContext) -> logging.Logger:  # noqa: ARG001  # dagster's call
    """What the steps say themselves, without Dagster's own events."""
    # Of its own: nothing that others set up for loggers by name is to print it twice.
    logger = logging.Logger(NAME, level=logging.INFO)  # noqa: LOG001
    # Asked now: while steps run, Dagster reads along and standard error is no terminal.
    if sys.stderr.isatty():
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(plain)s …"))
        handler.addFilter(_says_something)
        logger.addHandler(handler)
    else:
        logger.addHandler(logging.NullHandler())
    return logger


def _says_something(record: logging.LogRecord) -> bool:
    """Keep what a step says, as it was said; dagster puts run and step before it."""
    meta: dict[str, object] = getattr(record, "dagster_meta", {})
    record.plain = harmless(str(meta.get("orig_message", record.getMessage())))
    return meta.get("dagster_event") is None


progress_logger = dg.LoggerDefinition(
    _logger, description="What is being done, one line a step, on standard error"
)
