"""The morning summary as lines under titles: what its plain text and a notice of it have alike."""

from collections.abc import Iterable, Iterator

from kc_pipeline.notices.notice import Part
from kc_pipeline.summary import wording
from kc_pipeline.summary.morning import Correction, Morning, MovedFigure
from kc_pipeline.terminal_text import on_one_line

EFFECTS = "Ảnh hưởng của từng báo cáo bổ sung, điều chỉnh"
WAITING = "Báo cáo điều chỉnh đang chờ chấp nhận"
_NAMED = 5
"""Figures named with a correction in a line of text; the page has all."""


def parts(morning: Morning) -> Iterator[Part]:
    """The headline, then each part that has something to tell; every line is one."""
    headline = (wording.headline(morning), *wording.below_headline(morning))
    yield Part(None, tuple(map(on_one_line, headline)))
    for title, lines in _lists(morning):
        told = tuple(map(on_one_line, lines))
        if told:
            yield Part(title, told)


def _lists(morning: Morning) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Việc cần làm", wording.to_do(morning)
    yield (
        "Tệp mới nhận",
        (f"{one.path} ({wording.whose(one)}): {wording.status(one)}" for one in morning.arrived),
    )
    yield "Tệp không còn", morning.gone
    yield (
        "Tệp chưa được tiếp nhận và lý do",
        (f"{one.path}: {one.reason or ''}" for one in morning.refused),
    )
    yield (
        "Chỉ tiêu thay đổi so với bản trước",
        (
            f"{one.phase}, {one.label_vi}: {wording.value(one, after=False)} → "
            f"{wording.value(one, after=True)}"
            for one in (morning.moved if morning.compared_with else ())
        ),
    )
    yield EFFECTS, _corrections(morning.corrections, told_above=morning.moved)
    yield WAITING, _corrections(morning.waiting)
    yield (
        "Góp ý đối với báo cáo",
        (
            f"{wording.whose(one)}: {one.new} mới, {one.mended} đã xong, {one.remaining} còn lại"
            for one in morning.findings
        ),
    )
    yield "Báo cáo vừa quá hạn", morning.newly_missing


def _corrections(
    corrections: Iterable[Correction], told_above: tuple[MovedFigure, ...] = ()
) -> Iterator[str]:
    """One line a correction; figures that are all told above are not told again."""
    for one in corrections:
        moved = one.moved or ()
        named = moved[:_NAMED] if moved != told_above else ()
        told = [
            f"{m.phase}, {m.label_vi}: {wording.value(m, after=False)} → "
            f"{wording.value(m, after=True)}"
            for m in named
        ]
        if told and len(moved) > len(named):
            told.append(f"và {len(moved) - len(named)} chỉ tiêu khác")
        yield f"{wording.correction(one)}{': ' if told else ''}{'; '.join(told)}"
