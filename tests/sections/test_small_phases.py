"""Figures of small phases counted by hand: partners, funding, fairs, rounds, kinds, outcomes."""

from decimal import Decimal

import pytest

from kc_pipeline.errors import UnknownPhase
from kc_pipeline.figures.session import open_assessment
from tests.sections.detail_rows import booth, designed, held, honoured, lesson
from tests.small_phase import (
    MILLION,
    Outcome,
    consolidated,
    partner,
    project,
    promotion,
    report,
    startup,
    training,
)


@pytest.fixture(scope="module")
def phase(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return consolidated(
        tmp_path_factory.mktemp("sections"),
        report(
            "TTKC",
            2015,
            training("VOCATIONAL", funding="national"),
            partner("CRAFT", content_no=1, activity="craft_transfer", spent_vnd=None),
            startup("STARTUP"),
            partner("STARTUP-P", content_no=2, activity="startup_training"),
            partner("MODEL-P", activity="demonstration", spent_vnd=400 * MILLION),
            project("MODEL", activity="demonstration", funding="national"),
            partner("CLUSTER-P", content_no=7, activity="cluster_plan"),
            training_classes=[
                lesson("VOCATIONAL", 30, "HTX A", women=5),
                lesson("CRAFT", 35, "DN C"),
                lesson("STARTUP", 40, enterprises_founded=1, households_registered=9),
                lesson("STARTUP-P", 20, enterprises_founded=2, households_registered=1),
                lesson("STARTUP-P", 15),
            ],
            cluster_works=[
                {"project_code": "CLUSTER-P", "cluster_name": "Cụm 1", "work": "detailed_plan"}
            ],
        ),
        report(
            "TTKC",
            2016,
            promotion("FAIR-1", spent_vnd=20 * MILLION),
            promotion("FAIR-2", spent_vnd=21 * MILLION),
            promotion("FAIR-N", funding="national", spent_vnd=22 * MILLION),
            promotion("FAIR-O", funding="other", spent_vnd=23 * MILLION),
            promotion("FAIR-P", funding="other", delivery="partner"),
            promotion("FAIR-S", status="stopped"),
            promotion("BRAND", "brand"),
            promotion("ROUND", "selection", spent_vnd=5 * MILLION),
            promotion("ROUND-S", "selection", status="stopped"),
            promotion("ROUND-P", "selection", delivery="partner", funding="other"),
            fair_booths=[
                booth("FAIR-1", "Hội chợ  Xuân", "HTX A", 2),
                booth("FAIR-1", "HỘI CHỢ XUÂN", "HTX B", 1),
                booth("FAIR-2", "Hội chợ xuân", None, 1),
                booth("FAIR-2", "Hội chợ Hoà Bình", None, 1),
                booth("FAIR-2", "Hội chợ Hòa Bình", None, 1),
                booth("FAIR-N", "Hội chợ Xuân", "HTX A", 10),
                booth("FAIR-N", "Hội chợ Xuân", "HTX  A", 5),
                booth("FAIR-O", "Hội chợ khác", "HTX A", 4),
                booth("FAIR-P", "Hội chợ bạn", "HTX A", 4),
                booth("FAIR-S", "Hội chợ hủy", "HTX A", 4),
            ],
            brands=[{"project_code": "BRAND", "establishment": "HTX A", "mark": "Nhãn A"}],
            selected_products=[
                honoured("ROUND", 2016, "province", "Chè", "HTX A"),
                honoured("ROUND", 2016, "province", "Miến", "HTX A"),
                honoured("ROUND", 2016, "province", "Rượu", "Hộ B"),
                honoured("ROUND-S", 2016, "province", "Gạo", "HTX S"),
                honoured("ROUND-P", 2016, "province", "Bún", "HTX P"),
                honoured(None, 2016, "region", "Chè", "HTX A"),
                honoured(None, 2016, "nation", "Chè", "HTX A"),
                honoured(None, 2013, "region", "Cũ", "HTX A"),
                honoured(None, 2019, "region", "Mới", "HTX A"),
            ],
        ),
        report(
            "061",
            2017,
            promotion("FAIR-3", spent_vnd=1 * MILLION),
            project("DESIGN", content_no=5, activity="design"),
            project("MEDIA", content_no=6, activity="information"),
            project("WATCH", content_no=9, activity="supervision"),
            project("MEET", content_no=9, activity="conference", spent_vnd=30 * MILLION),
            fair_booths=[booth("FAIR-3", "Hội chợ Xuân", None, 1)],
            designs=[
                designed("HTX Một", "Miến dong", "Miến 1", 2),
                designed("HTX  Một", "MIẾN DONG", "Miến 1", 1),
                designed("HTX Một", "Miến dong *", None, 1),
                designed("HTX Hai", "Chè hoà tan", "Chè", 3),
                designed("HTX Hai", "chè hòa tan", "Chè", 1),
            ],
            information_items=[
                {"project_code": "MEDIA", "channel": channel}
                for channel in ("television", "television", "newspaper", "radio")
            ]
            + [{"project_code": "MEDIA", "channel": c} for c in ("publication", "website")],
            management_activities=[
                held("WATCH", "conference", 10, 2),
                held("MEET", "conference", 70, 12),
                held("MEET", "survey", 5, 1),
            ],
        ),
        report(
            "TTKC",
            2018,
            promotion("ROUND-18", "selection"),
            selected_products=[honoured("ROUND-18", 2018, "province", "Chè", "HTX A")],
        ),
    )


def test_every_figure_of_the_phase(phase: Outcome) -> None:
    assert phase.figures("2014-2018") == {
        "overview.contents_in_decree": 9,
        "overview.contents_carried_out": 7,  # 7 only by a partner, 8 by nobody
        "overview.projects": 15,
        "overview.projects.national": 3,
        "overview.projects.local": 11,
        "overview.projects_stopped": 2,
        "overview.projects_partner": 6,
        "overview.support": 202,
        "overview.support.national": 42,
        "overview.support.local": 137,
        "overview.support.2015": 30,
        "overview.support.2016": 101,
        "overview.support.2017": 61,
        "overview.support.2018": 10,
        "s1.vocational.projects": 1,
        "s1.vocational.projects.national": 1,
        "s1.vocational.classes": 1,
        "s1.vocational.trainees": 30,
        "s1.vocational.beneficiaries": 1,
        "s1.vocational.support": 10,
        "s1.vocational.support.national": 10,
        "s1.craft.classes": 1,
        "s1.craft.trainees": 35,
        "s1.craft.beneficiaries": 1,
        "s1.content.projects": 1,
        "s1.content.projects.national": 1,
        "s1.content.support": 10,
        "s1.content.support.national": 10,
        "s2.startup.projects": 1,
        "s2.startup.projects.local": 1,
        "s2.startup.classes": 1,
        "s2.startup.trainees": 40,
        "s2.startup.support": 10,
        "s2.startup.support.local": 10,
        "s2.startup_partner.classes": 2,
        "s2.startup_partner.trainees": 35,
        "s2.outcome.enterprises": 3,
        "s2.outcome.household_share": Decimal("13.333333"),
        "s2.content.projects": 1,
        "s2.content.projects.local": 1,
        "s2.content.support": 10,
        "s2.content.support.local": 10,
        "s3.demonstration.projects": 1,
        "s3.demonstration.projects.national": 1,
        "s3.demonstration.support": 10,
        "s3.demonstration.support.national": 10,
        "s3.demonstration_partner.projects": 1,
        "s3.demonstration_partner.support": 400,
        "s3.content.projects": 1,
        "s3.content.projects.national": 1,
        "s3.content.support": 10,
        "s3.content.support.national": 10,
        "s4.fairs.fairs": 3,
        "s4.fairs.support": 42,
        "s4.fairs.support.local": 42,
        "s4.regional_fair.booths": 15,
        "s4.regional_fair.beneficiaries": 1,
        "s4.regional_fair.support": 22,
        "s4.regional_fair.support.national": 22,
        "s4.brand.projects": 1,
        "s4.brand.projects.local": 1,
        "s4.brand.support": 10,
        "s4.brand.support.local": 10,
        "s4.brand.beneficiaries": 1,
        "s4.selection.rounds": 2,
        "s4.selection.support": 15,
        "s4.selection.support.local": 15,
        "s4.selection.products": 4,
        "s4.selection.products.2016": 3,
        "s4.selection.products.2018": 1,
        "s4.selection.beneficiaries": 2,
        "s4.selection.beneficiaries.2016": 2,
        "s4.selection.beneficiaries.2018": 1,
        "s4.selection.regional_products": 1,
        "s4.selection.national_products": 1,
        "s4.content.projects": 8,
        "s4.content.projects.national": 1,
        "s4.content.projects.local": 6,
        "s4.content.support": 112,
        "s4.content.support.national": 22,
        "s4.content.support.local": 67,
        "s5.design.designs": 8,
        "s5.design.beneficiaries": 2,
        "s5.design.product_kinds": 2,
        "s5.design.products": 3,
        "s5.design.support": 10,
        "s5.design.support.local": 10,
        "s5.content.projects": 1,
        "s5.content.projects.local": 1,
        "s5.content.support": 10,
        "s5.content.support.local": 10,
        "s6.media.programmes": 6,
        "s6.media.programmes.television": 2,
        "s6.media.programmes.newspaper": 1,
        "s6.media.programmes.radio": 1,
        "s6.media.programmes.publication": 1,
        "s6.media.programmes.website": 1,
        "s6.media.support": 10,
        "s6.media.support.local": 10,
        "s6.content.projects": 1,
        "s6.content.support": 10,
        "s6.content.support.local": 10,
        "s6.content.projects.local": 1,
        "s7.management.projects": 2,
        "s7.management.projects.local": 2,
        "s7.management.support": 40,
        "s7.management.support.local": 40,
        "s7.conference.delegates": 80,
        "s7.conference.support": 14,
        "s7.conference.support.local": 14,
    }


def test_an_undeclared_range_of_years(phase: Outcome) -> None:
    with open_assessment(phase.project, "2017-2019") as one:
        values = {v.figure.name: v.value for v in one.assessor.values(one.connection, one.phase)}
    named = {
        "overview.projects": 6,
        "overview.contents_carried_out": 4,
        "s4.fairs.fairs": 1,
        "s4.selection.products.2017": 0,
        "s4.selection.products.2018": 1,
        "s4.selection.products.2019": 0,
        "s4.selection.regional_products": 1,
        "s2.outcome.household_share": None,
        "s1.vocational.trainees": 0,
    }
    assert {name: values[name] for name in named} == named
    with pytest.raises(UnknownPhase), open_assessment(phase.project, "2019-2017"):
        pass


def test_each_year_of_a_phase_has_its_round_or_none(phase: Outcome) -> None:
    def yearly(of: str) -> list[tuple[str, str, Decimal]]:
        return phase.rows(
            "select phase, figure, value from assessment.figures "
            f"where regexp_full_match(figure, 's4.selection.{of}.[0-9]+') order by phase, figure"
        )

    rounds = {("2014-2018", 2016): 3, ("2014-2018", 2018): 1}
    rounds |= {("2016-2020", 2016): 3, ("2016-2020", 2018): 1}
    years = {"2014-2018": (2014, 2018), "2016-2020": (2016, 2020), "2019-2020": (2019, 2020)}
    assert yearly("products") == [
        (name, f"s4.selection.products.{year}", rounds.get((name, year), 0))
        for name, (first, last) in years.items()
        for year in range(first, last + 1)
    ]


def test_own_projects_and_support_exist_with_both_endings(phase: Outcome) -> None:
    names = {
        name
        for (name,) in phase.rows(
            "select figure from assessment.figures where phase = '2014-2018' "
            "and regexp_matches(figure, '^s[1-7][.]')"
        )
    }
    own = {
        name
        for name in names
        if name.endswith((".projects", ".support"))
        and "_partner." not in name
        and not name.startswith("s1.craft.")
    }
    ending = {name for name in names if name.endswith((".national", ".local"))}
    assert len(own) > 20
    assert ending == {f"{name}.{funding}" for name in own for funding in ("national", "local")}
