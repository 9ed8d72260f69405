"""Where steps of a spread run are executed: in this process, or by Celery workers over a broker.

One setting decides, ``KC_CELERY_BROKER``; executor and workers are made from the same. The address
may hold a password: only the name of the setting is given to Dagster.
"""

from collections.abc import Mapping
from typing import Any, Final

import dagster as dg

from kc_pipeline.errors import UsageError

BROKER: Final = "KC_CELERY_BROKER"
LOST_AFTER: Final = "KC_CELERY_LOST_AFTER"
_LOST_AFTER_SECONDS: Final = 900


def spread_executor(environment: Mapping[str, str]) -> dg.ExecutorDefinition:
    """The executor of what can be spread; in this process where no broker is told.

    Raises UsageError for an address or a package that is not there.
    """
    if not environment.get(BROKER):
        return dg.in_process_executor
    told = celery_settings(environment)
    try:
        from dagster_celery import celery_executor  # noqa: PLC0415  # only where it is asked for
    except ImportError as error:
        raise UsageError(
            f"{BROKER} is set, and dagster-celery is not installed: "
            "install requirements-scale.lock, or unset it"
        ) from error
    address = {"env": BROKER}
    executor: dg.ExecutorDefinition = celery_executor.configured(
        {"broker": address, "backend": address, "config_source": told["config_source"]},
        name="celery",
    )
    return executor


def celery_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """What executor and workers have in common. Raises UsageError without a Redis address.

    A step is acknowledged when it is done: the one that a killed worker had is given to another,
    ``KC_CELERY_LOST_AFTER`` seconds later, which is to be longer than a step takes.
    """
    broker = environment.get(BROKER, "")
    if not broker.startswith(("redis://", "rediss://")):
        raise UsageError(f"{BROKER} is to be like redis://HOST:6379/0")
    lost_after = environment.get(LOST_AFTER) or str(_LOST_AFTER_SECONDS)
    if not lost_after.isdecimal() or int(lost_after) == 0:
        raise UsageError(f"{LOST_AFTER} is a number of seconds, not {lost_after}")
    return {
        "broker": broker,
        "backend": broker,
        "config_source": {
            "task_acks_late": True,
            "task_reject_on_worker_lost": True,
            "worker_deduplicate_successful_tasks": True,
            "worker_prefetch_multiplier": 1,
            "broker_connection_retry_on_startup": True,
            "broker_transport_options": {"visibility_timeout": int(lost_after)},
        },
    }
