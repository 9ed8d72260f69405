"""Which version of a report each version was made from.

Which of them counts is for `in_force`; what differs between two is for `comparing`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kc_pipeline.resolution.submission import Standing, Submission
from kc_pipeline.resolution.versions import precedence


def predecessors(submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Submission]]:
    """Each version with the one before it, by unit and year, in the order in which they follow.

    Those once accepted follow one another, what was replaced in its place first and the one in
    force last; one that was rejected follows the accepted version it was to correct, one that
    waits the one in force. Duplicates, files that cannot be opened, and files of unknown unit or
    year follow nothing.
    """
    versions: dict[tuple[str, int], list[Submission]] = defaultdict(list)
    for submission in submissions:
        unit, year = submission.identity.unit_code, submission.identity.year
        is_version = submission.reading and submission.standing is not Standing.DUPLICATE
        if is_version and unit is not None and year is not None:
            versions[unit, year].append(submission)
    for _, found in sorted(versions.items()):
        yield from _chain(sorted(found, key=_order))


def _order(submission: Submission) -> tuple[object, ...]:
    in_force = submission.standing is Standing.IN_FORCE
    return in_force, submission.replaced_by is None, *precedence(submission)


def _chain(versions: list[Submission]) -> Iterator[tuple[Submission, Submission]]:
    accepted = [v for v in versions if v.standing not in {Standing.REJECTED, Standing.WAITING}]
    for before, after in pairwise(accepted):
        yield after, before
    for version in versions:
        earlier = [v for v in accepted if precedence(v) < precedence(version)]
        if version.standing is Standing.REJECTED and earlier:
            yield version, earlier[-1]
        if version.standing is Standing.WAITING:
            yield version, accepted[-1]
