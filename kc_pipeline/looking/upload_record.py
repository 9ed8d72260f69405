"""What was last taken to the URL of published files, so that a look needs no network to know it."""

from kc_pipeline.looking.replaced_file import read_json, replace_json
from kc_pipeline.paths import Project


def record_upload(project: Project, snapshot: str) -> None:
    """Remember that this snapshot is what readers there find."""
    replace_json(project.upload_record, {"url": project.publish_url, "snapshot": snapshot})


def is_uploaded(project: Project, snapshot: str) -> bool:
    """Whether that snapshot was the last taken there, or none is asked for."""
    if project.publish_url is None:
        return True
    return read_json(project.upload_record) == {"url": project.publish_url, "snapshot": snapshot}
