"""The sensor on raw/: one run when files came or changed and have lain still for a minute."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from kc_pipeline.intake.raw_folder import entries
from kc_pipeline.looking.last_look import Looker, record_look
from kc_pipeline.looking.look import look
from kc_pipeline.notices.sending import send_waiting
from kc_pipeline.object_store.raw_mirror import bring_raw
from kc_pipeline.orchestration.job_names import NIGHTLY
from kc_pipeline.orchestration.summing_up import failure_told
from kc_pipeline.paths import Project
from kc_pipeline.summary.look_line import tell_look

STILL_FOR = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Watch:
    """What the sensor remembers: the state of raw/ last seen, since when, and the one last run."""

    seen: str = ""
    since: str = ""
    requested: str = ""

    def look(self, state: str, now: datetime) -> "Watch":
        """Remember the state, and that it is to be run once it is new and lay still long enough."""
        if state != self.seen:
            return replace(self, seen=state, since=now.isoformat())
        if state != self.requested and now - datetime.fromisoformat(self.since) >= STILL_FOR:
            return replace(self, requested=state)
        return self


def raw_sensor(project: Project, run_tags: Mapping[str, str]) -> dg.SensorDefinition:
    """The sensor; stopped until somebody starts it.

    The night's run is what an office counts on. With the sensor, figures move while people work
    with them: that is for them to want.
    """

    @dg.sensor(
        name="raw_changes",
        job_name=NIGHTLY,
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.STOPPED,
        description="Consolidates when files came, changed or went, and lay still a minute.",
    )
    def raw_changes(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        watch = Watch(**json.loads(context.cursor)) if context.cursor else Watch()
        bring_raw(project)
        seen = watch.look(state_of(project.raw), datetime.now(UTC))
        told = json.dumps(asdict(seen))
        if seen.requested == watch.requested:
            context.update_cursor(told)
            still = "nothing new" if seen.seen == seen.requested else "files do not lie still yet"
            return dg.SkipReason(f"raw/: {still}")
        with failure_told(project):
            found = look(project, datetime.now(UTC))
            record_look(project, found, Looker.SENSOR)
        if found.is_unchanged:
            context.update_cursor(told)
            for line in send_waiting(project):
                context.log.warning(line)
            tell_look(project, found.looked_at)
            return dg.SkipReason(found.told())
        # With the time, since raw/ may come back to a state that was run before.
        request = dg.RunRequest(run_key=f"{seen.requested} {seen.since}", tags=dict(run_tags))
        return dg.SensorResult(run_requests=[request], cursor=told)

    return raw_changes


def state_of(raw: Path) -> str:
    """A hash over path, size and time of every submission; no file is opened."""
    digest = hashlib.sha256()
    for entry in entries(raw):
        is_folder = entry.location.is_dir() and not entry.location.is_symlink()
        files = sorted(entry.location.iterdir()) if is_folder else [entry.location]
        sizes = [file.lstat().st_size for file in files]
        digest.update(f"{entry.path}\0{entry.modified_at.isoformat()}\0{sizes}\n".encode())
    return digest.hexdigest()[:16]
