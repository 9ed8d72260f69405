"""The places told by URL: which are meant, and what is told of those that cannot be."""

from pathlib import Path

import pytest

from kc_pipeline.errors import UsageError
from kc_pipeline.object_store.remote_folder import RemoteFolder
from kc_pipeline.orchestration.serving import surroundings
from kc_pipeline.paths import locate


def test_urls_and_folders_of_a_share(tmp_path: Path) -> None:
    told = {
        "KC_RAW": "s3://bucket/raw/",
        "KC_STORE": str(tmp_path / "intake"),
        "KC_PUBLISH": "s3://bucket/published",
        "KC_WAREHOUSE": str(tmp_path / "warehouse"),
    }
    project = locate(told)
    assert project.raw_url == "s3://bucket/raw"
    assert project.raw == tmp_path / "warehouse" / "mirror" / "raw"
    assert project.store_url == (tmp_path / "intake").as_uri()
    assert project.publish_url == "s3://bucket/published"
    assert surroundings(project, told)["KC_RAW"] == "s3://bucket/raw"
    here = locate(told, raw=tmp_path / "raw")
    assert (here.raw_url, here.raw) == (None, tmp_path / "raw")


@pytest.mark.parametrize(
    ("name", "url", "told"),
    [
        ("KC_RAW", "s3://key:secret@bucket/raw", "KC_RAW holds a user or a password"),
        ("KC_STORE", "sftp://officer@host/intake", "KC_STORE holds a user or a password"),
        ("KC_PUBLISH", "s3://", "KC_PUBLISH names no place"),
    ],
)
def test_urls_that_cannot_be_meant(name: str, url: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as refused:
        locate({name: url})
    assert "secret" not in str(refused.value)


def test_a_url_in_the_place_of_a_folder() -> None:
    with pytest.raises(UsageError, match="tell a URL by KC_RAW"):
        locate({}, raw=Path("s3://bucket/raw"))


def test_a_kind_of_url_that_nothing_reads(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^nothing://x cannot be reached.*docs/scaling\.md"):
        RemoteFolder("nothing://x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConnectionError, match=r"^file:.* could not be written: \w+Error"):
        RemoteFolder((tmp_path / "file").as_uri()).put_bytes("current.json", b"{}")
