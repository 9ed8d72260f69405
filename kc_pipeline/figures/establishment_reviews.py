"""What it would mean for the figures of a phase if two establishments under review were one."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from kc_pipeline.figures.catalogue import Figure
from kc_pipeline.figures.measures import Role, measure
from kc_pipeline.figures.session import Assessment
from kc_pipeline.figures.sources import sources

_ESTABLISHMENTS = "establishments"
_NAMING = (
    "training_classes",
    "technology_supports",
    "fair_booths",
    "selected_products",
    "brands",
    "designs",
)


@dataclass(frozen=True, slots=True)
class Described:
    """One establishment of a pair, as its rows tell; absent where none does."""

    establishment_id: str
    name: str
    district_code: str | None
    registration_no: str | None
    communes: str | None
    industries: str | None
    years: str


@dataclass(frozen=True, slots=True)
class Review:
    """Two establishments that may be one; each of ``figures`` would be less by one then."""

    one: Described
    other: Described
    similarity: int
    figures: tuple[Figure, ...]


def establishment_reviews(opened: Assessment) -> Iterator[Review]:
    """The pairs under review, those that move most figures first, then the most alike."""
    counted = _establishments_by_figure(opened)
    found = opened.connection.execute("""
        select
            establishment_id, name, district_code, registration_no, communes, industries, years,
            other_establishment_id, other_name, other_district_code, other_registration_no,
            other_communes, other_industries, other_years, similarity
        from quality.establishment_reviews
        order by all
    """).fetchall()
    half = len(Described.__slots__)
    reviews = []
    for *told, similarity in found:
        one, other = Described(*told[:half]), Described(*told[half:])
        pair = {one.establishment_id, other.establishment_id}
        fewer = tuple(figure for figure, ids in counted.items() if pair <= ids)
        reviews.append(Review(one, other, similarity, fewer))
    yield from sorted(reviews, key=lambda r: (-len(r.figures), -r.similarity))


def _establishments_by_figure(opened: Assessment) -> dict[Figure, set[str]]:
    """Which establishments each figure counts that counts them distinct."""
    assessor = opened.assessor
    values = [
        value
        for value in assessor.values(opened.connection, opened.phase)
        if value.figure.unit == _ESTABLISHMENTS and _is_distinct(opened, value.figure)
    ]
    figures = {value.figure.name: value.figure for value in values}
    named = _named(opened.connection)
    counted: dict[Figure, set[str]] = {}
    for source in sources(opened.connection, values, assessor.sql):
        place = source.submission_id, source.sheet, source.row_no
        if place in named:
            counted.setdefault(figures[source.figure], set()).add(named[place])
    return counted


def _is_distinct(opened: Assessment, figure: Figure) -> bool:
    asset = opened.assessor.sql[f"sections.{figure.table}"]
    return measure(asset, figure.measure).parts[0].role is Role.DISTINCT


def _named(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, int], str]:
    """The establishment that each row names."""
    query = " union all ".join(
        "select submission_id, sheet, row_no, establishment_id "
        f"from core.{table} where establishment_id is not null"
        for table in _NAMING
    )
    rows = connection.execute(query).fetchall()
    return {(submission_id, sheet, row_no): named for submission_id, sheet, row_no, named in rows}
