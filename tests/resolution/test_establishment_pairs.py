"""Which establishments people are asked about, and which not."""

import random
import tracemalloc

import pytest

from kc_pipeline.intake.establishment_names import legal_forms
from kc_pipeline.reference import read_reference
from kc_pipeline.resolution.establishment_pairs import suspected_pairs
from kc_pipeline.resolution.establishments import Establishment
from tests.small_phase import HOME

FORMS = legal_forms(read_reference(HOME / "assets", "legal_forms"))


def _one(
    number: int, name: str, district: str | None = "061", registration: str | None = None
) -> Establishment:
    return Establishment(f"{number:06d}", name, "", district, registration, (name,))


def _asked(*establishments: Establishment, **told: object) -> list[tuple[str, str]]:
    distinct = told.get("distinct", ())
    assert isinstance(distinct, tuple)
    pairs = suspected_pairs(establishments, FORMS, distinct)
    return [(pair.first.name, pair.second.name) for pair in pairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Tân Thành", "HTX Tân Thảnh"),
        ("HTX Tân Thành", "Công ty TNHH Tân Thành"),
        ("HTX Tân Thành", "HTX Tân Thàng"),
        ("Cơ sở miến dong Hoàng Thắng", "Cơ sở miến Hoàng Thắng"),
        ("HTX Nhung Lũy", "HTX Lũy Nhung"),
        ("HTX chế biến nông sản Yến Dương", "HTX chế biến nông sản Yên Dưng"),
    ],
)
def test_names_that_differ_by_a_slip_are_asked_about(one: str, other: str) -> None:
    assert _asked(_one(1, one), _one(2, other)) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_one(1, "HTX Tân Thành"), _one(2, "HTX Hoàng Huynh")),
        (_one(1, "HTX nông nghiệp Tân Thành"), _one(2, "HTX nông nghiệp Yến Dương")),
        (_one(1, "HTX Tân Thành"), _one(2, "HTX Tân Thảnh", "062")),
        (
            _one(1, "HTX Tân Thành", registration="4700123456"),
            _one(2, "HTX Tân Thảnh", registration="4700987123"),
        ),
    ],
    ids=["other name", "one word in three", "other district", "other number"],
)
def test_what_is_plainly_two_is_not_asked_about(one: Establishment, other: Establishment) -> None:
    assert _asked(one, other) == []


def test_a_mistyped_number_and_a_missing_district_do_not_hide_a_pair() -> None:
    one = _one(1, "HTX Tân Thành", registration="4700123456")
    slipped = _one(2, "HTX Tân Thảnh", registration="4700123465")
    nowhere = _one(3, "HTX Tân Thành", None)
    assert _asked(one, slipped) == [(one.name, slipped.name)]
    assert _asked(one, nowhere) == [(one.name, nowhere.name)]


def test_a_text_longer_than_any_name_takes_little_memory() -> None:
    long = " ".join(["thành", *["lạc"] * 8_000])
    toneless = _one(2, long.replace("lạc", "lac"))
    tracemalloc.start()
    try:
        asked = _asked(_one(1, long), toneless, _one(3, f"{long}x"))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert asked == [(long, toneless.name)]
    assert most < 100 * len(long)


@pytest.mark.parametrize("district", ["", "061"])
def test_a_pair_known_to_be_two_is_not_asked_again(district: str) -> None:
    pair = _one(1, "HTX Tân Thành"), _one(2, "HTX Tân Thảnh")
    row = {"district_code": district, "name": "HTX TÂN THẢNH", "other_name": "HTX  Tân Thành"}
    assert _asked(*pair, distinct=(row,)) == []
    assert len(_asked(*pair, distinct=(row | {"district_code": "062"},))) == 1


def test_many_establishments_are_asked_about_where_seeded_only() -> None:
    chance = random.Random(7)  # noqa: S311  # examples, no secrets
    letters = "abcdeghiklmnopqrstuvxy"
    names = {
        "HTX " + " ".join("".join(chance.choices(letters, k=6)) for _ in range(2))
        for _ in range(3000)
    }
    listed = [_one(n, name) for n, name in enumerate(sorted(names))]
    slips = [_one(100_000 + n, f"{listed[n].name[:-1]}w") for n in range(0, 3000, 100)]
    found = {(p.first.name, p.second.name) for p in suspected_pairs([*listed, *slips], FORMS)}
    assert found == {(listed[n * 100].name, slip.name) for n, slip in enumerate(slips)}
