"""Annotated copies of the submissions with something to mend, kept in step with the findings.

They lie under ``warehouse/feedback/<year>/``, to be sent back as they are. A copy is written anew
only when its findings or its file changed, and goes when nothing is wrong any more. How a copy is
made is for `annotating`; findings that are accepted or meant for the officer are left out.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kc_pipeline.feedback.annotating import Copy, annotate_all, feedback_name
from kc_pipeline.intake.reading_store import fingerprint
from kc_pipeline.intake.submission_archive import SubmissionArchive
from kc_pipeline.paths import Project
from kc_pipeline.rules.finding import Finding, Severity
from kc_pipeline.warehouse.publishing import open_warehouse

_LIST = ".copies.json"
_NO_YEAR = "khong-ro-nam"
_FINDINGS = """
with to_mend as (
    select distinct submission_id
    from quality.findings
    where severity <> 'notice' and waived_by is null and not starts_with(code, 'decision.')
)
select
    s.submission_id, s.path, s.sha256, s.unit_code, coalesce(s.year::varchar, $no_year),
    f.code, f.severity, f.sheet, f.cell, f.value, f.message_vi, f.message_en
from quality.submissions as s
join to_mend using (submission_id)
join quality.findings as f using (submission_id)
where s.status in ('accepted_with_findings', 'rejected') and s.sha256 is not null
    and f.waived_by is null and not starts_with(f.code, 'decision.')
order by
    s.path, s.submission_id, f.sheet nulls first,
    try_cast(regexp_extract(f.cell, '[0-9]+') as bigint) nulls first, length(f.cell), f.cell, f.code
"""


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of the copies, as paths relative to the feedback folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[str, ...]


_Told = tuple[str, ...]
"""A finding as the query gives it: code, severity, sheet, cell, value, and both messages."""


class _Key(NamedTuple):
    """A submission with something to mend."""

    submission_id: str
    path: str
    sha256: str
    unit_code: str
    year: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A copy there is to be: its place, what it is of, and the hash of all it depends on."""

    place: str
    key: _Key
    original: Path
    findings: tuple[_Told, ...]
    digest: str


def return_copies(project: Project) -> Returned:
    """Bring the copies in step with the published findings.

    What cannot be written is told in ``failed`` and tried again the next time. Raises
    WarehouseMissing where nothing is published.
    """
    wanted = _wanted(project)
    before = _listed(project.feedback)
    stale = [
        w
        for w in wanted
        if before.get(w.place) != w.digest or not (project.feedback / w.place).exists()
    ]
    outcomes = annotate_all([_copy(w, project.feedback) for w in stale])
    failed = {w.place: told for w, told in zip(stale, outcomes, strict=True) if told is not None}
    gone = sorted(before.keys() - {w.place for w in wanted})
    for place in gone:
        _remove(project.feedback, place)
    done = {w.place: w.digest for w in wanted if w.place not in failed}
    if done != before:
        _list(project.feedback, done)
    written = tuple(w.place for w in stale if w.place not in failed)
    return Returned(
        written=written,
        unchanged=tuple(place for place in done if place not in written),
        removed=tuple(gone),
        failed=tuple(f"{place}: {told}" for place, told in failed.items()),
    )


def copies(project: Project) -> tuple[Path, ...]:
    """The copies there are, in order of name."""
    return tuple(project.feedback / place for place in sorted(_listed(project.feedback)))


def _wanted(project: Project) -> list[_Wanted]:
    with open_warehouse(project.warehouse) as connection:
        rows = connection.execute(_FINDINGS, {"no_year": _NO_YEAR}).fetchall()
    by_submission: dict[_Key, list[_Told]] = {}
    for submission_id, path, sha256, unit_code, year, *finding in rows:
        key = _Key(submission_id, path, sha256, unit_code or "", year)
        by_submission.setdefault(key, []).append(tuple(finding))
    places = _places(by_submission)
    originals = SubmissionArchive(project.archive).every()
    code = fingerprint(Path(__file__).parent.glob("*.py"))
    wanted: list[_Wanted] = []
    for key, findings in by_submission.items():
        if key.sha256 in originals:
            told = json.dumps([code, key, findings], ensure_ascii=False)
            digest = hashlib.sha256(told.encode()).hexdigest()
            wanted.append(_Wanted(places[key], key, originals[key.sha256], tuple(findings), digest))
    return sorted(wanted, key=lambda copy: copy.place)


def _copy(wanted: _Wanted, feedback: Path) -> Copy:
    findings = tuple(
        _finding(wanted.key.submission_id, wanted.key.path, f) for f in wanted.findings
    )
    return Copy(wanted.original, feedback / wanted.place, findings, Path(wanted.key.path).name)


def _finding(submission_id: str, path: str, told: _Told) -> Finding:
    code, severity, sheet, cell, value, message_vi, message_en = told
    return Finding(
        submission_id=submission_id,
        path=path,
        code=code,
        severity=Severity(severity),
        sheet=sheet,
        cell=cell,
        row_no=None,
        value=value,
        message_vi=message_vi,
        message_en=message_en,
    )


def _places(submissions: Iterable[_Key]) -> dict[_Key, str]:
    """Year and name of each copy: the unit's code first, and the id where two would be alike."""
    named: dict[str, list[_Key]] = {}
    for key in submissions:
        name = feedback_name(Path(key.path))
        if not name.casefold().startswith(key.unit_code.casefold()):
            name = f"{key.unit_code} {name}"
        named.setdefault(f"{key.year}/{name}", []).append(key)
    return {
        key: place
        if len(keys) == 1
        else f"{place.removesuffix('.xlsx')} ({key.submission_id}).xlsx"
        for place, keys in named.items()
        for key in keys
    }


def _listed(folder: Path) -> Mapping[str, str]:
    """What was written and from what; nothing where the list is lost: then all is made anew."""
    try:
        told: dict[str, str] = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told


def _list(folder: Path, places: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{_LIST}.{os.getpid()}.tmp"
    unfinished.write_text(json.dumps(places, ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.replace(folder / _LIST)


def _remove(folder: Path, place: str) -> None:
    """Remove a copy, and its year's folder with the last one; one that is open stays."""
    path = folder / place
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()
