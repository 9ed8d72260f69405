"""The catalogue of all rules."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.catalogue import load_catalogue
from kc_pipeline.rules.finding import Finding, Issue

ASSETS = Path(__file__).parents[2] / "assets"
CATALOGUE = load_catalogue(ASSETS)
TONES = re.compile("[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    for name in ("rules", "reference"):
        copytree(ASSETS / name, tmp_path / name)
    return tmp_path


def _declare(assets: Path, table: str) -> None:
    with (assets / "rules" / "values.toml").open("a", encoding="utf-8") as file:
        file.write(table)


def _rule(code: str, more: str = "") -> str:
    texts = "".join(f'{name} = "x"\n' for name in ("title_vi", "title_en"))
    messages = "".join(
        f'{name}_{language} = "{{cell}}."\n'.replace(
            "{cell}", "{cell}" if name == "message" else "x"
        )
        for name in ("message", "mend", "reason")
        for language in ("vi", "en")
    )
    return f'\n["{code}"]\nseverity = "notice"\n{texts}{messages}{more}\n'


def test_all_three_sources_are_there() -> None:
    codes = {rule.code for rule in CATALOGUE}
    assert {"value.missing", "projects.spent_missing", "project.code_twice"} <= codes
    assert list(CATALOGUE.rules) == sorted(codes)


@pytest.mark.parametrize("code", list(CATALOGUE.rules))
def test_every_message_can_be_told(code: str) -> None:
    rule = CATALOGUE[code]
    issue = Issue(code, "Bieu", "B5", 5, "x", dict.fromkeys(rule.details, "1"))
    finding = CATALOGUE.finding(issue, "s", "2016/a.xlsx")
    assert finding == Finding(
        submission_id="s",
        path="2016/a.xlsx",
        code=code,
        severity=rule.severity,
        sheet="Bieu",
        cell="B5",
        row_no=5,
        value="x",
        message_vi=finding.message_vi,
        message_en=finding.message_en,
    )
    for vietnamese in (rule.title_vi, rule.message_vi, rule.mend_vi, rule.reason_vi):
        assert TONES.search(vietnamese.lower()), vietnamese
    for english in (rule.title_en, rule.message_en, rule.mend_en, rule.reason_en):
        assert not TONES.search(english.lower()), english
    assert finding.message_vi.endswith(f" {rule.mend_vi}")
    assert finding.message_en.endswith(f" {rule.mend_en}")
    assert "ề nghị" in rule.mend_vi
    assert "lease" in rule.mend_en


def test_only_errors_hold_back() -> None:
    assert CATALOGUE.holds_back(Issue("value.missing"))
    assert not CATALOGUE.holds_back(Issue("place.unknown"))


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(DeclarationError, match=r"no rule has the code no\.such"):
        CATALOGUE.finding(Issue("no.such"), "s", "a.xlsx")


@pytest.mark.parametrize("code", ["value.missing", "projects.spent_missing", "project.code_twice"])
def test_a_code_declared_twice_is_refused(assets: Path, code: str) -> None:
    folder = assets / "rules"
    if code == "value.missing":
        sql = (folder / "project_code_twice.sql").read_text(encoding="utf-8")
        (folder / "again.sql").write_text(sql.replace("project.code_twice", code), encoding="utf-8")
    else:
        _declare(assets, _rule(code))
    with pytest.raises(DeclarationError, match=f"{code} stands in"):
        load_catalogue(assets)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('ceilings = ["C2018-03B"]', "only a verified row"),
        ('ceilings = ["C2009-03A"]', "only a verified row"),
        ('ceilings = ["C1999"]', "has no row C1999"),
        ('detail = ["x"]', "unknown entry detail"),
        ("details = 1", "must be a list"),
    ],
)
def test_a_wrong_declaration_is_refused(assets: Path, more: str, told: str) -> None:
    _declare(assets, _rule("a.b", more))
    with pytest.raises(DeclarationError, match=told):
        load_catalogue(assets)


def test_a_verified_ceiling_becomes_the_legal_basis(assets: Path) -> None:
    _declare(assets, _rule("a.b", 'ceilings = ["C2014-03A", "C2014-03C"]'))
    assert load_catalogue(assets)["a.b"].legal_basis == "TTLT 26/2014/TTLT-BTC-BCT (18/02/2014)"


def test_a_wrong_severity_is_refused(assets: Path) -> None:
    _declare(assets, _rule("a.b").replace("notice", "grave"))
    with pytest.raises(DeclarationError, match="severity is one of"):
        load_catalogue(assets)
