"""An invented province with units of its own, from a folder that holds only what is its own."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kc_pipeline.cli import main
from kc_pipeline.errors import DeclarationError, UsageError
from kc_pipeline.paths import locate
from kc_pipeline.warehouse.connection import connect
from tests.small_phase import HOME, MILLION, Province, project, report

OWN = {
    "province.toml": 'rest = "program"\n',
    "reference/units.csv": """\
code,name_vi,type,level,parent_code,parent_name,valid_from,valid_to,basis_from,basis_to,\
predecessors,successors,aliases,confidence
97,Tỉnh Bình Sơn,Tỉnh,tinh,,,,,,,,,Bình Sơn,invented
971,Huyện Sông Con,Huyện,huyen,97,Tỉnh Bình Sơn,,,,,,,Sông Con,invented
972,Huyện Núi Cao,Huyện,huyen,97,Tỉnh Bình Sơn,,,,,,,Núi Cao,invented
97101,Xã Tân Lập,Xã,xa,971,Huyện Sông Con,,2017-12-31,,,,97102:Xã Hòa Lập,Tân Lập,invented
97102,Xã Hòa Lập,Xã,xa,971,Huyện Sông Con,2018-01-01,,,,97101:Xã Tân Lập,,Hòa Lập,invented
97201,Xã Đá Trắng,Xã,xa,972,Huyện Núi Cao,,,,,,,Đá Trắng,invented
KCBS,Trung tâm Khuyến công Bình Sơn,Trung tâm,trung_tam,97,Tỉnh Bình Sơn,,,,,,,KCBS,invented
""",
    "reference/deadlines.csv": "from_year,due_month,due_day,note\n2014,2,10,\n",
    "reference/phases.csv": (
        "phase,from_year,to_year,title_vi\n2017-2018,2017,2018,Giai đoạn 2017 - 2018\n"
    ),
    "report/settings.toml": (HOME / "assets" / "report" / "settings.toml")
    .read_text(encoding="utf-8")
    .replace("BẮC KẠN", "BÌNH SƠN")
    .replace("Bắc Kạn", "Bình Sơn"),
}


class Kc:
    """The command on the province, as if typed."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str) -> Result:
        return CliRunner(env={"KC_HOME": str(self.home)}).invoke(main, words)


@pytest.fixture(scope="module")
def kc(tmp_path_factory: pytest.TempPathFactory) -> Kc:
    home = tmp_path_factory.mktemp("binh-son")
    for name, text in OWN.items():
        path = home / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sent = Province(home, locate({"KC_HOME": str(home)}))
    named = {"971": "H. Sông Con", "972": "UBND huyện Núi Cao", "KCBS": "Trung tâm Khuyến công"}
    for unit, year, code, commune in (
        ("971", 2017, "ĐP-2017-01", "xã Tân Lập"),
        ("971", 2018, "ĐP-2018-01", "xã Hòa Lập"),
        ("972", 2018, "ĐP-2018-02", "xã Đá Trắng"),
        ("KCBS", 2018, "QG-2018-01", "toàn tỉnh"),
    ):
        told = project(code, commune=commune, spent_vnd=20 * MILLION)
        sent.send(report(unit, year, told, unit=named[unit]))
    (home / "raw" / "2018" / "061_2018.xlsx").write_bytes(b"a unit of another province")
    kc = Kc(home)
    ran = kc("run")
    assert ran.exit_code == 1, ran.output
    return kc


def test_its_own_units_report_by_its_own_deadlines(kc: Kc) -> None:
    told = kc("status")
    assert told.exit_code == 0
    assert {"971", "972", "KCBS"} <= set(told.output.split())
    with connect(kc.home / "warehouse" / "khuyen_cong.duckdb", read_only=True) as warehouse:
        states = warehouse.execute(
            "select unit_code, due_on::varchar from quality.completeness where year = 2018"
        ).fetchall()
        places = warehouse.execute("""
            select p.project_code, p.commune_code, p.area_code, on_day.commune_code
            from core.projects as p
            join core.project_places_on(date '2018-06-30') as on_day using (project_code) order by 1
        """).fetchall()
    assert states == [("971", "2019-02-10"), ("972", "2019-02-10"), ("KCBS", "2019-02-10")]
    assert places == [
        ("QG-2018-01", "97", None, None),
        ("ĐP-2017-01", "97101", "971", "97102"),
        ("ĐP-2018-01", "97102", "971", "97102"),
        ("ĐP-2018-02", "97201", "972", "97201"),
    ]


def test_its_template_has_its_communes(kc: Kc, tmp_path: Path) -> None:
    out = tmp_path / "mau.xlsx"
    assert kc("template", "2018", "--unit", "971", "--out", str(out)).exit_code == 0
    assert kc("template", "2018", "--unit", "061", "--out", str(out)).exit_code == 2
    assert out.is_file()


def test_its_assessment_speaks_of_it_alone(kc: Kc) -> None:
    written = kc("assess", "2017-2018", "--format", "md,html")
    assert written.exit_code == 0, written.output
    folder = kc.home / "warehouse" / "reports" / "2017-2018"
    told = " ".join(
        p.read_text(encoding="utf-8") for p in folder.glob("*.*") if p.suffix != ".docx"
    )
    assert "BÌNH SƠN" in told
    assert "Huyện Núi Cao" in told
    for other in ("Bắc Kạn", "BẮC KẠN", "Ba Bể"):
        assert other not in told
    figures = kc("figures", "2017-2018", "--format", "csv").output
    assert re.search(r"^overview\.projects,.*,4,", figures, re.MULTILINE)


def test_what_changes_is_taken_over_and_what_is_gone_goes(kc: Kc, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(kc.home / "assets", home / "assets")
    whole = locate({"KC_HOME": str(home)})
    deadlines = whole.assets / "reference" / "deadlines.csv"
    before = deadlines.stat().st_mtime_ns
    own = home / "assets" / "reference" / "establishment_aliases.csv"
    own.write_text("written,name,district_code\nHTX A,HTX B,\n", encoding="utf-8")
    locate({"KC_HOME": str(home)})
    aliases = whole.assets / "reference" / "establishment_aliases.csv"
    lines = aliases.read_text(encoding="utf-8").splitlines()
    theirs = (HOME / "assets" / "reference" / own.name).read_text(encoding="utf-8").split()[0]
    assert sorted(lines[0].split(",")) == sorted(theirs.split(","))
    assert lines[1].split(",")[:3] == ["HTX A", "HTX B", ""]
    own.unlink()
    again = locate({"KC_HOME": str(home)})
    assert len(aliases.read_text(encoding="utf-8").splitlines()) == 1
    assert deadlines.stat().st_mtime_ns == before
    assert (again.province, again.home, again.raw) == (home, whole.home, home / "raw")
    assert not list(again.assets.glob("published/*"))


def test_a_province_without_units_or_with_an_unknown_rest_is_refused(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "province.toml").write_text('rest = "program"', encoding="utf-8")
    with pytest.raises(UsageError, match=r"units\.csv: a province has its units"):
        locate({"KC_HOME": str(tmp_path)})
    (assets / "province.toml").write_text('rest = "elsewhere"', encoding="utf-8")
    with pytest.raises(DeclarationError, match="rest is 'program'"):
        locate({"KC_HOME": str(tmp_path)})


def test_nothing_but_the_province_s_own_data_names_it() -> None:
    program = [*(HOME / "kc_pipeline").rglob("*"), *(HOME / "assets").rglob("*")]
    own = locate().assets
    named = re.compile(r"B[ắấ]c\s+(?:Kạn|Cạn)|Bac\s*Kan|Ba Bể|\bTTKC\b", re.IGNORECASE)
    whose = re.compile(
        r"reference/(units|iso_codes|about|deadlines|phases|ceilings|establishment.*)\.csv|published/.*"
        r"|targets/\d.*|report/(settings\.toml|\d.*)|decisions/.*"
    )
    found = [
        path.relative_to(HOME).as_posix()
        for path in program
        if path.suffix in {".py", ".sql", ".toml", ".md", ".html", ".js", ".css", ".csv"}
        and not (path.is_relative_to(own) and whose.fullmatch(path.relative_to(own).as_posix()))
        and named.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
