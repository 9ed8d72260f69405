"""Which names are one establishment."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kc_pipeline.resolution.establishments import (
    Establishment,
    Mention,
    ResolvedEstablishments,
    resolve_establishments,
)
from tests.resolution.reference import forms, rows

FORMS = forms()
Told = tuple[str, str | None, str | None]


def resolved(*told: Told) -> ResolvedEstablishments:
    """The mentions as (name, district, registration number), their keys by position."""
    mentions = [
        Mention(key, name, number, district) for key, (name, district, number) in enumerate(told)
    ]
    return resolve_establishments(mentions, FORMS, province="06")


def groups(*told: Told) -> list[set[int]]:
    ids = resolved(*told).ids
    by_id: dict[str, set[int]] = {}
    for key in range(len(told)):
        by_id.setdefault(ids[key], set()).add(key)
    return list(by_id.values())


def test_spellings_of_one_name_in_one_district_are_one() -> None:
    assert groups(
        ("HTX Tân Hoà", "061", None),
        ("Hợp tác xã  tân hòa", "061", None),
        ("HTX. TÂN-HÒA", "061", None),
    ) == [{0, 1, 2}]


def test_other_districts_and_other_legal_forms_are_others() -> None:
    assert groups(
        ("HTX Tân Hòa", "061", None), ("HTX Tân Hòa", "062", None), ("DNTN Tân Hòa", "061", None)
    ) == [{0}, {1}, {2}]


def test_a_name_without_tones_is_its_only_accented_twin() -> None:
    assert groups(("HTX Tân Hòa", "061", None), ("HTX Tan Hoa", "061", None)) == [{0, 1}]
    assert groups(("HTX Tân Hòa", "061", None), ("HTX Tan Hoa", "062", None)) == [{0}, {1}]
    assert groups(
        ("HTX Tân Hòa", "061", None), ("HTX Tân Hoa", "061", None), ("HTX Tan Hoa", "061", None)
    ) == [{0}, {1}, {2}]


def test_a_name_whose_letters_need_no_tones_is_itself() -> None:
    assert groups(("Hợp tác xã Khang Ninh", "061", None), ("HTX KHANG NINH", "061", None)) == [
        {0, 1}
    ]


def test_one_registration_number_is_one_establishment() -> None:
    assert groups(
        ("HTX Tân Hòa", "061", "4700 123-456"),
        ("Miến dong Tân Hòa", "062", "04700123456"),
        ("Miến dong Tân Hòa", "062", None),
    ) == [{0, 1, 2}]


def test_two_registration_numbers_are_two_establishments() -> None:
    found = resolved(
        ("HTX Tân Hòa", "061", "1"),
        ("HTX Tân Hòa", "061", "1"),
        ("HTX Tân Hòa", "061", "2"),
        ("HTX Tân Hòa", "061", None),
    )
    assert found.ids[0] == found.ids[1] == found.ids[3] != found.ids[2]
    assert [(i.key, i.code, dict(i.details)) for i in found.issues] == [
        (
            2,
            "establishment.registration_conflict",
            {"registration_no": "2", "other_registration_no": "1"},
        )
    ]


def test_the_centre_takes_the_only_district_that_has_the_name() -> None:
    assert groups(("HTX Tân Hòa", "061", None), ("HTX Tân Hòa", None, None)) == [{0, 1}]
    assert groups(("HTX Tân Hòa", "061", None), ("HTX Tan Hoa", None, None)) == [{0, 1}]
    assert groups(("HTX Tan Hoa", "061", None), ("HTX Tân Hòa", None, None)) == [{0, 1}]
    assert groups(
        ("HTX Tân Hòa", None, None), ("HTX Tân Hòa", None, None), ("HTX Mới", "061", None)
    ) == [{0, 1}, {2}]


def test_the_centre_cannot_choose_between_two_districts() -> None:
    told = (
        ("HTX Tân Hòa", "061", None),
        ("HTX Tan Hoa", "062", None),
        ("HTX Tân Hòa", None, None),
        ("HTX Tân Hòa", None, "9"),
    )
    assert groups(*told) == [{0}, {1}, {2, 3}]
    found = resolved(*told)
    assert found.ids[2].startswith("06-")
    assert [(i.key, i.code, dict(i.details)) for i in found.issues] == [
        (2, "establishment.ambiguous", {"candidates": "061, 062"}),
        (3, "establishment.ambiguous", {"candidates": "061, 062"}),
    ]


def test_a_number_tells_the_centres_district_too() -> None:
    found = resolved(
        ("HTX Tân Hòa", "061", "1"), ("HTX Tân Hòa", "062", "2"), ("HTX Tân Hòa", None, "2")
    )
    assert found.ids[1] == found.ids[2]
    assert found.issues == ()


def test_two_names_of_the_centre_do_not_share_a_toneless_twin() -> None:
    assert groups(
        ("HTX Tan Hoa", "061", None), ("HTX Tân Hòa", None, None), ("HTX Tấn Hoa", None, None)
    ) == [{0}, {1}, {2}]


def test_an_establishment_is_called_as_it_is_most_often_written() -> None:
    found = resolved(
        ("HTX Tân Hòa", "061", "4700 1"),
        ("HTX Tan Hoa", "061", None),
        ("Hợp tác xã Tân Hòa", "061", "47001"),
        ("Hợp tác xã Tân Hòa", "061", "4700 1"),
    )
    assert found.establishments == (
        Establishment(
            found.ids[0],
            "Hợp tác xã Tân Hòa",
            "hop_tac_xa",
            "061",
            "4700 1",
            ("HTX Tan Hoa", "HTX Tân Hòa", "Hợp tác xã Tân Hòa"),
        ),
    )


def test_a_mention_without_a_name_is_nobody() -> None:
    found = resolved(("", "061", None), (" - ", "061", "1"))
    assert found == ResolvedEstablishments((), {}, ())


def test_aliases_come_first() -> None:
    aliases = [
        {"district_code": "061", "written": "HTX TH", "name": "HTX Tân Hòa", "reason": "viết tắt"},
        {"district_code": "", "written": "Cty X", "name": "Công ty Xuân", "reason": "viết tắt"},
    ]
    told = [
        ("HTX Tân Hòa", "061"),
        ("htx  TH", "061"),
        ("HTX TH", "062"),
        ("cty X", "062"),
        ("Công ty Xuân", "062"),
    ]
    mentions = [Mention(n, name, None, district) for n, (name, district) in enumerate(told)]
    found = resolve_establishments(mentions, FORMS, aliases, province="06")
    assert found.ids[0] == found.ids[1] != found.ids[2]
    assert found.ids[3] == found.ids[4]
    assert found.establishments[0].spellings == ("HTX Tân Hòa", "htx TH")


def test_the_shipped_aliases_have_the_columns_that_are_read() -> None:
    mentions = [Mention(0, "HTX Tân Hòa", None, "061")]
    assert resolve_establishments(mentions, FORMS, rows("establishment_aliases"), province="06").ids


def test_ids_do_not_depend_on_others() -> None:
    alone = resolved(("HTX Tân Hòa", "061", None)).ids[0]
    among = resolved(
        ("HTX Tân Hòa", "061", None), ("HTX Mới", "061", "7"), ("HTX Tân Hòa", "062", None)
    ).ids[0]
    conflicting = resolved(
        ("HTX Tân Hòa", "061", "1"), ("HTX Tân Hòa", "061", "1"), ("HTX Tân Hòa", "061", "2")
    ).ids[0]
    assert alone == among == conflicting
    assert alone.startswith("061-")
    assert len(alone) == len("061-") + 8


TELLING = st.tuples(
    st.sampled_from(["HTX Tân Hòa", "HTX Tan Hoa", "HTX Tân Hoa", "Tổ hợp tác Mới", "THT Moi"]),
    st.sampled_from(["061", "062", None]),
    st.sampled_from([None, "1", "2"]),
)


@given(st.lists(TELLING, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(told: list[Told], shuffled: random.Random) -> None:
    mentions = [Mention(n, name, number, code) for n, (name, code, number) in enumerate(told)]
    found = resolve_establishments(mentions, FORMS, province="06")
    shuffled.shuffle(mentions)
    again = resolve_establishments(mentions, FORMS, province="06")
    assert again == found
    assert len({e.establishment_id for e in found.establishments}) == len(found.establishments)
    assert set(found.ids.values()) == {e.establishment_id for e in found.establishments}


def test_many_mentions_each_get_an_establishment() -> None:
    mentions = [
        Mention(n, f"HTX Tân Hòa {n % 500}", str(n % 1_000) if n % 5 == 0 else None, code)
        for n in range(20_000)
        for code in [None if n % 11 == 0 else f"06{n % 8}"]
    ]
    found = resolve_establishments(mentions, FORMS, province="06")
    assert set(found.ids) == set(range(20_000))
    assert set(found.ids.values()) == {e.establishment_id for e in found.establishments}
