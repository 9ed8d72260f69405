"""``kc establishments``: pairs that may be one establishment, for people to settle."""

from collections.abc import Iterator

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kc_pipeline.cli.for_programs import put_out_csv
from kc_pipeline.cli.options import with_project
from kc_pipeline.cli.printing import say, show
from kc_pipeline.figures.establishment_reviews import Described, Review, establishment_reviews
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.paths import Project

_INDENT = (0, 0, 0, 3)
_SETTLE = (
    "Nếu là một cơ sở: thêm một dòng vào assets/reference/establishment_aliases.csv. "
    "Nếu là hai cơ sở: thêm một dòng vào assets/reference/establishments_distinct.csv. "
    "Chưa có cặp nào bị gộp."
)


@click.command()
@click.argument("phase", metavar="FROM-TO")
@click.option("--review", is_flag=True, required=True, help="List the pairs that may be one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help="Text to read; csv: one line a pair.",
)
@with_project
def establishments(project: Project, phase: str, *, review: bool, form: str) -> None:  # noqa: ARG001  # the flag names what is listed
    """Show establishments that may be one.

    In pairs, with the figures that would fall by one. Nothing is merged: the pairs are
    settled in assets/reference, by establishment_aliases.csv
    (they are one) or establishments_distinct.csv (they are two).
    """
    with open_assessment(project, phase) as opened:
        reviews = list(establishment_reviews(opened))
    if form == "csv":
        sides = Described.__slots__
        put_out_csv(
            ["similarity", *sides, *(f"other_{name}" for name in sides), "figures"],
            [
                (
                    r.similarity,
                    *(getattr(side, name) for side in (r.one, r.other) for name in sides),
                    "|".join(f.name for f in r.figures),
                )
                for r in reviews
            ],
        )
    elif reviews:
        show(line for n, r in enumerate(reviews, 1) for line in _lines(n, r))
        say(_SETTLE)
    else:
        say("Không có cặp cơ sở nào cần rà soát.")


def _lines(n: int, review: Review) -> Iterator[RenderableType]:
    yield Text(f"{n}. {review.one.name} ~ {review.other.name} (giống {review.similarity}%)")
    for side in (review.one, review.other):
        yield Padding(Text(f"· {_described(side)}"), _INDENT)
    if review.figures:
        labels = "; ".join(figure.label_vi for figure in review.figures)
        yield Padding(
            Text(f"Nếu là một, giảm 1 ở {len(review.figures)} chỉ tiêu: {labels}"), _INDENT
        )
    else:
        yield Padding(Text("Không làm thay đổi chỉ tiêu nào của giai đoạn"), _INDENT)


def _described(side: Described) -> str:
    told = (
        ("huyện", side.district_code),
        ("MST/ĐKKD", side.registration_no),
        ("địa điểm", side.communes),
        ("ngành nghề", side.industries),
        ("năm", side.years),
    )
    facts = ", ".join(f"{word} {value.replace('|', '; ')}" for word, value in told if value)
    return f"{side.name}: {facts}"
