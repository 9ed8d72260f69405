"""What each measure of each section counts, in plain Python over rows of the core tables.

Which rows these are, and at which levels they are counted, is for `test_levels`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Record = Mapping[str, Any]
Count = Callable[[list[Record]], Any]


def distinct(*names: str, **only: str) -> Count:
    """How many different values there are, of several columns at once; absent ones aside."""

    def count(records: list[Record]) -> int:
        chosen = (r for r in records if all(r.get(k) == v for k, v in only.items()))
        found = {tuple(r.get(n) for n in names) for r in chosen}
        return len({one for one in found if None not in one})

    return count


def total(name: str) -> Count:
    """The sum of a column, 0 without any."""
    return lambda records: sum(r.get(name) or 0 for r in records)


def many(name: str, **only: str) -> Count:
    """How many rows have the column."""
    return lambda records: sum(
        r.get(name) is not None and all(r.get(k) == v for k, v in only.items()) for r in records
    )


def share(part: str, whole: str) -> Count:
    """A sum in percent of another, absent where that is nothing."""

    def of(records: list[Record]) -> Decimal | None:
        base = total(whole)(records)
        return round(Decimal(100 * total(part)(records)) / base, 6) if base else None

    return of


def at_money_of_projects() -> dict[str, Count]:
    return {
        "projects": distinct("project_code"),
        "support_vnd": total("spent_vnd"),
        "planned_vnd": total("planned_vnd"),
        "counterpart_vnd": total("counterpart_vnd"),
    }


@dataclass(frozen=True)
class Expected:
    """A section: its content, its detail tables (with names of columns changed), its measures."""

    content: int
    measures: Mapping[str, Count]
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def of_training(**more: Count) -> Mapping[str, Count]:
    return {
        **at_money_of_projects(),
        "classes": many("class_name"),
        "trainees": total("trainees"),
        "women": total("women"),
        "beneficiaries": distinct("establishment_id"),
        **more,
    }


SECTIONS: Mapping[str, Expected] = {
    "section_1_vocational_training": Expected(1, of_training(), {"training_classes": {}}),
    "section_2_management_capacity": Expected(
        2,
        of_training(
            enterprises_founded=total("enterprises_founded"),
            households_registered=total("households_registered"),
            households_unregistered=total("households_unregistered"),
            household_share=share("households_registered", "trainees"),
        ),
        {"training_classes": {}},
    ),
    "section_3_technology": Expected(
        3,
        {
            **at_money_of_projects(),
            "beneficiaries": distinct("establishment_id"),
            "establishment_support_vnd": total("support_vnd"),
            "investment_vnd": total("investment_vnd"),
            "new_jobs": total("new_jobs"),
            "revenue_increase_vnd": total("revenue_increase_vnd"),
        },
        {"technology_supports": {}},
    ),
    "section_4_typical_products": Expected(
        4,
        {
            **at_money_of_projects(),
            "fairs": distinct("year", "fair_key"),
            "booths": total("booths"),
            "fair_beneficiaries": distinct("exhibitor"),
            "brands": many("mark"),
            "brand_beneficiaries": distinct("owner"),
            "rounds": distinct("round_year", level="province"),
            "province_products": distinct(
                "round_year", "product_key", "honoured", level="province"
            ),
            "province_beneficiaries": distinct("honoured", level="province"),
            "regional_products": distinct("round_year", "product_key", "honoured", level="region"),
            "national_products": distinct("round_year", "product_key", "honoured", level="nation"),
        },
        {
            "fair_booths": {"establishment_id": "exhibitor"},
            "brands": {"establishment_id": "owner"},
            "selected_products": {"establishment_id": "honoured"},
        },
    ),
    "section_5_advice": Expected(
        5,
        {
            **at_money_of_projects(),
            "designs": total("designs"),
            "beneficiaries": distinct("establishment_id"),
            "product_kinds": distinct("product_kind_key"),
            "products": distinct("establishment_id", "product_or_kind"),
        },
        {"designs": {}},
    ),
    "section_6_information": Expected(
        6,
        {
            **at_money_of_projects(),
            "programmes": many("channel"),
            "television_programmes": many("channel", channel="television"),
            "newspaper_programmes": many("channel", channel="newspaper"),
            "radio_programmes": many("channel", channel="radio"),
            "publications": many("channel", channel="publication"),
            "website_items": many("channel", channel="website"),
        },
        {"information_items": {}},
    ),
    "content_7_clusters": Expected(
        7,
        {
            **at_money_of_projects(),
            "detailed_plans": distinct("cluster_key", work="detailed_plan"),
            "infrastructures": distinct("cluster_key", work="infrastructure"),
        },
        {"cluster_works": {}},
    ),
    "section_7_programme_management": Expected(
        9,
        {
            **at_money_of_projects(),
            "activities": many("held"),
            "delegates": total("delegates"),
            "activity_spent_vnd": total("held_vnd"),
        },
        {"management_activities": {"spent_vnd": "held_vnd"}},
    ),
}
