"""Where everything is: the home of ``assets/``, the raw submissions, the warehouse folder.

Nothing else in the package guesses a location; the command line and the Dagster location build one
`Project` and hand it on.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kc_pipeline.errors import UsageError
from kc_pipeline.province_home import is_province_home, put_together

PUBLISHED_FILE = "khuyen_cong.duckdb"
"""The name of the published file in the warehouse folder."""

_CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one installation.

    ``home`` holds ``assets/``; ``raw`` is only ever read; everything written goes under
    ``warehouse``.
    """

    home: Path
    raw: Path
    warehouse: Path
    province: Path | None = None
    """The folder that ``home`` was put together from, if it was (`kc_pipeline.province_home`)."""
    raw_url: str | None = None
    """Where submissions lie, if at a URL; ``raw`` is then the mirror of it."""
    store_url: str | None = None
    """Where copies and readings are kept as well, for several machines, if anywhere."""
    publish_url: str | None = None
    """Where the published file is taken after each publication, if anywhere."""

    @property
    def assets(self) -> Path:
        """What is made, declared: forms, code tables, SQL, rules, figures, report text."""
        return self.home / "assets"

    @property
    def decisions(self) -> Path:
        """What officers decided on submissions."""
        return self.assets / "decisions"

    @property
    def own_decisions(self) -> Path:
        """The same where they are written: a province's lie in its own folder."""
        return (self.province or self.home) / "assets" / "decisions"

    @property
    def published(self) -> Path:
        """The published DuckDB file."""
        return self.warehouse / PUBLISHED_FILE

    @property
    def ledger(self) -> Path:
        """Every submission content ever accepted (`kc_pipeline.resolution.ledger`)."""
        return self.warehouse / "intake" / "ledger.json"

    @property
    def publication_record(self) -> Path:
        """What the published file was made from (`kc_pipeline.looking.publication_record`)."""
        return self.warehouse / "publication.json"

    @property
    def rollback_record(self) -> Path:
        """Who put an older snapshot back (`kc_pipeline.looking.rollback_record`)."""
        return self.warehouse / "rollback.json"

    @property
    def status_page(self) -> Path:
        """The morning summary as a page (`kc_pipeline.summary`)."""
        return self.warehouse / "status.html"

    @property
    def status_text(self) -> Path:
        """The morning summary as plain text."""
        return self.warehouse / "status.txt"

    @property
    def unsent(self) -> Path:
        """Notices that wait to be sent (`kc_pipeline.notices.outbox`)."""
        return self.warehouse / "unsent"

    @property
    def dictionary_page(self) -> Path:
        """The data dictionary as a page (`kc_pipeline.dictionary`)."""
        return self.warehouse / "data-dictionary.html"

    @property
    def column_lineage(self) -> Path:
        """The column lineage kept between runs (`kc_pipeline.warehouse.kept_lineage`)."""
        return self.dagster / "column_lineage.json"

    @property
    def kept_answers(self) -> Path:
        """What reading the declared SQL told (`kc_pipeline.warehouse.kept_answers`)."""
        return self.dagster / "kept_answers.json"

    @property
    def last_look(self) -> Path:
        """When anybody last looked for changes (`kc_pipeline.looking.last_look`)."""
        return self.warehouse / "last_look.json"

    @property
    def seen_hashes(self) -> Path:
        """The hashes of raw/ as last seen (`kc_pipeline.looking.seen_hashes`)."""
        return self.warehouse / "intake" / "seen.json"

    @property
    def mirror(self) -> Path:
        """The mirror of submissions that lie at a URL (`kc_pipeline.object_store.raw_mirror`)."""
        return self.warehouse / "mirror"

    @property
    def upload_record(self) -> Path:
        """What was last taken to ``publish_url`` (`kc_pipeline.object_store.published_copy`)."""
        return self.warehouse / "uploaded.json"

    @property
    def dagster(self) -> Path:
        """Dagster's own records, and what is kept for it between runs."""
        return self.warehouse / "dagster"

    @property
    def feedback(self) -> Path:
        """One folder of annotated copies a year."""
        return self.warehouse / "feedback"

    @property
    def archive(self) -> Path:
        """The bytes of every submission ever taken in, by content."""
        return self.warehouse / "archive"

    @property
    def reports(self) -> Path:
        """One folder of reports a phase."""
        return self.warehouse / "reports"

    @property
    def exports(self) -> Path:
        """The published tables as files for other programs (`kc_pipeline.access.exports`)."""
        return self.warehouse / "exports"


def locate(
    environment: Mapping[str, str] = os.environ,
    *,
    raw: Path | None = None,
    warehouse: Path | None = None,
) -> Project:
    """The project as told by arguments, else ``KC_HOME``, ``KC_RAW``, ``KC_WAREHOUSE``.

    ``KC_RAW`` may be a URL; ``KC_STORE`` and ``KC_PUBLISH`` are URLs or folders of a share.
    Raises UsageError when the home holds no ``assets`` folder, or is a province's and lacks its
    units, and for a URL that cannot be meant.
    """
    if raw is not None and _looks_like_url(raw.as_posix()):
        raise UsageError(f"--raw is a folder; tell a URL by KC_RAW: {raw}")
    home = Path(environment.get("KC_HOME") or _CHECKOUT).resolve()
    if not (home / "assets").is_dir():
        raise UsageError(f"{home} holds no folder assets/: set KC_HOME to the one that does")
    folder = (warehouse or Path(environment.get("KC_WAREHOUSE") or home / "warehouse")).resolve()
    is_province = is_province_home(home)
    raw_url = None if raw else _url(environment, "KC_RAW")
    told = folder / "mirror" / "raw" if raw_url else environment.get("KC_RAW") or home / "raw"
    return Project(
        home=put_together(home, _CHECKOUT, folder / "home") if is_province else home,
        raw=Path(raw or told).resolve(),
        warehouse=folder,
        province=home if is_province else None,
        raw_url=raw_url,
        store_url=_url(environment, "KC_STORE", or_folder=True),
        publish_url=_url(environment, "KC_PUBLISH", or_folder=True),
    )


def _url(environment: Mapping[str, str], name: str, *, or_folder: bool = False) -> str | None:
    """The URL that a setting tells; a folder is one too, where that is asked for."""
    told = environment.get(name, "")
    if "://" not in told:
        return Path(told).resolve().as_uri() if told and or_folder else None
    parts = urlsplit(told)
    if "@" in parts.netloc:
        raise UsageError(f"{name} holds a user or a password: leave it to the store's own settings")
    if not (parts.netloc or parts.path):
        raise UsageError(f"{name} names no place: {told}")
    return told.rstrip("/")


def _looks_like_url(told: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]+:/", told) is not None
