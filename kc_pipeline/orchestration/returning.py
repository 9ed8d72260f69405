"""The asset ``feedback``: annotated copies to send back, made once the warehouse is published."""

from collections.abc import Iterator
from urllib.parse import quote

import dagster as dg

from kc_pipeline.feedback.returning import Returned, copies, return_copies
from kc_pipeline.looking.publication_record import make_whole
from kc_pipeline.orchestration.asset_keys import PUBLISHED_WAREHOUSE
from kc_pipeline.orchestration.private_build import PrivateBuild
from kc_pipeline.paths import Project
from kc_pipeline.report.markdown import escaped_line

FEEDBACK = dg.AssetKey("feedback")
_CHECK = "every_copy_is_written"


def feedback_asset(project: Project) -> dg.AssetsDefinition:
    """``feedback``. Whatever goes wrong here is told by its check; the run goes on."""

    @dg.asset(
        key=FEEDBACK,
        deps=[PUBLISHED_WAREHOUSE],
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="publication",
        kinds={"excel"},
        check_specs=[
            dg.AssetCheckSpec(
                _CHECK,
                asset=FEEDBACK,
                description="Every submission with something to mend has its annotated copy",
            )
        ],
        description=(
            "A copy of each submission with something to mend, its cells marked and explained in "
            "Vietnamese, under feedback/YEAR: written anew only where findings or file changed."
        ),
    )
    def feedback(
        context: dg.AssetExecutionContext,
        # Reading needs no build, but to be the only run: the lock is held to the end.
        private_build: dg.ResourceParam[PrivateBuild],  # noqa: ARG001
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        context.log.info("Writing annotated copies")
        try:
            returned = return_copies(project)
        except Exception as error:  # noqa: BLE001  # the warehouse is published all the same
            context.log.warning("The annotated copies could not be made: %s", error)
            returned = Returned((), (), (), (f"{type(error).__name__}: {error}",))
        if not returned.failed:
            make_whole(project)
        yield dg.MaterializeResult(
            metadata={
                "written": len(returned.written),
                "unchanged": len(returned.unchanged),
                "removed": len(returned.removed),
                "folder": dg.MetadataValue.path(project.feedback),
                "copies": dg.MetadataValue.md(_linked(project)),
            }
        )
        yield dg.AssetCheckResult(
            passed=not returned.failed,
            check_name=_CHECK,
            severity=dg.AssetCheckSeverity.WARN,
            description="; ".join(returned.failed) or None,
        )

    return feedback


def _linked(project: Project) -> str:
    found = copies(project)
    lines = [
        f"- [{escaped_line(path.relative_to(project.feedback).as_posix())}]"
        f"(file://{quote(path.as_posix())})"
        for path in found
    ]
    return "\n".join(lines) or "none"
