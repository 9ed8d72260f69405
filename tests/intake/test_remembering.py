"""Short texts are worked out once, long ones each time, and both come out alike."""

from kc_pipeline.intake.remembering import LONGEST, remembered


def test_short_texts_are_worked_out_once_and_long_ones_each_time() -> None:
    asked: list[int] = []

    @remembered(10)
    def capitals(text: str) -> str:
        asked.append(len(text))
        return text.upper()

    told = [capitals("đề án"), capitals("đề án")]
    told += [capitals("ă" * size) for size in (LONGEST, LONGEST, LONGEST + 1, LONGEST + 1)]

    assert told == ["ĐỀ ÁN"] * 2 + ["Ă" * LONGEST] * 2 + ["Ă" * (LONGEST + 1)] * 2
    assert asked == [5, LONGEST, LONGEST + 1, LONGEST + 1]


def test_no_more_than_so_many_are_kept() -> None:
    asked: list[tuple[str, ...]] = []

    @remembered(2)
    def joined(path: tuple[str, ...]) -> str:
        asked.append(path)
        return "/".join(path)

    paths = [("a",), ("b",), ("c",), ("c",), ("a",)]
    assert [joined(path) for path in paths] == ["a", "b", "c", "c", "a"]
    assert asked == [("a",), ("b",), ("c",), ("a",)]
