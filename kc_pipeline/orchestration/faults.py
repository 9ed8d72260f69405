"""Why a run failed, in plain words, out of the events that Dagster recorded of it."""

from collections.abc import Iterator, Sequence

import dagster as dg

from kc_pipeline import errors

_EVALUATED = dg.DagsterEventType.ASSET_CHECK_EVALUATION
_OURS = frozenset(name for name, error in vars(errors).items() if isinstance(error, type))
"""The names of errors raised on purpose: their messages are for people."""


def faults_of(events: Sequence[dg.DagsterEvent]) -> tuple[str, ...]:
    """Why the run failed, each cause once; nothing of a run that did not."""
    return tuple(dict.fromkeys(_faults(events)))


def _faults(events: Sequence[dg.DagsterEvent]) -> Iterator[str]:
    """Why the run failed: its blocking checks, then errors of steps, then those of the run."""
    checks = [e.asset_check_evaluation_data for e in events if e.event_type is _EVALUATED]
    blocking = [check for check in checks if not check.passed and check.blocking]
    yield from map(told_check, blocking)
    if blocking:
        return
    for event in events:
        if event.is_step_failure:
            failure = event.step_failure_data
            told = failure.user_failure_data
            error = failure.error
            if told is not None and told.description:
                yield told.description
                continue
        elif event.is_run_failure and event.event_specific_data is None:
            yield event.message or ""  # told from outside: of a run that was killed, say
            continue
        elif event.is_run_failure:
            error = event.job_failure_data.error
        else:
            continue
        # Ours if there is one, else what went wrong first; without the layers around it.
        while error is not None and error.cause is not None and error.cls_name not in _OURS:
            error = error.cause
        if error is not None:
            message = error.message.strip()
            yield message.partition(": ")[2] if error.cls_name in _OURS else message


def told_check(check: dg.AssetCheckEvaluation) -> str:
    """A failed check in one line."""
    rows = check.metadata.get("rows at fault")
    table = ".".join(check.asset_key.path)
    counted = f" ({rows.value} rows at fault)" if rows is not None else ""
    return f"{table}: {check.check_name}{counted}: {check.description or 'failed'}"
