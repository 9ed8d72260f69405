"""What reports say: of the sample, of a random phase, of hostile texts, of nothing."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.figures.session import open_assessment
from kc_pipeline.report.composing import compose
from kc_pipeline.report.model import Report, Table
from tests.report.conftest import Composed
from tests.report.hostile_phase import FORMULA, JINJA, MARKUP
from tests.report.told import headings, paragraphs, section, text
from tests.small_phase import HOME, Outcome

REPORT_ASSETS = HOME / "assets" / "report"
BROKEN = re.compile(r"\.\.|;;|,,|\(\)| [,.;:)]|\( |;\.|:\.|,\.|  |\bNone\b|[{}\x00-\x1f]|“”")


def _said(report: Report) -> str:
    return "\n".join([*headings(report), *paragraphs(report)])


@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2019-2020", "2016-2017", "2016-2016"])
def test_every_printed_figure_is_the_figure(
    sample: Outcome, sample_report: Composed, phase: str
) -> None:
    with open_assessment(sample.project, phase) as assessment:
        rows = assessment.connection.execute(
            "select figure, value, unit from assessment.figures where phase = ?", [phase]
        ).fetchall()
    figures = {name: (value, unit) for name, value, unit in rows}
    numbers = [run.number for run in sample_report(phase).runs() if run.number]
    assert numbers != []
    for number in numbers:
        assert (number.figure is None) != (number.cell is None)
        if number.figure is not None:
            assert (number.value, number.unit) == figures[number.figure]


@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2019-2020", "2016-2017", "2016-2016"])
def test_no_sentence_of_the_sample_is_empty_or_broken(sample_report: Composed, phase: str) -> None:
    report = sample_report(phase)
    for said in paragraphs(report):
        assert not BROKEN.search(said), said
        assert said[0].isupper(), said
        assert re.search(r"([.:;]|\./\.)$", said), said


@pytest.mark.parametrize("phase", ["2014-2018", "2016-2020", "2019-2020"])
def test_no_sentence_of_a_random_phase_is_empty_or_broken(
    random_report: Composed, phase: str
) -> None:
    for said in paragraphs(random_report(phase)):
        assert not BROKEN.search(said), said


def test_numbers_of_the_body_all_come_from_quantities(sample_report: Composed) -> None:
    years_and_names = re.compile(r"\b(19|20)\d\d\b|công nghiệp 1\b|[A-Z]-\d+")
    for found in sample_report("2014-2018").sections:
        for block in found.blocks:
            if not isinstance(block, Table):
                for run in block.runs:
                    left = years_and_names.sub("", run.text)
                    assert run.number or not re.search(r"\d", left), run.text


def test_the_published_phase_is_told_with_its_figures(sample_report: Composed) -> None:
    report = sample_report("2014-2018")
    overview = " ".join(paragraphs(report, "ket-qua-chung"))
    assert "07/09 nội dung hoạt động khuyến công, hoàn thành 65 đề án" in overview
    assert "gồm 11 đề án khuyến công quốc gia và 54 đề án khuyến công địa phương" in overview
    technology = " ".join(paragraphs(report, "cong-nghe"))
    assert (
        "30 đề án với tổng kinh phí hỗ trợ 2.118,5 triệu đồng, gồm 07 đề án khuyến công quốc gia "
        "(1.140 triệu đồng) và 23 đề án khuyến công địa phương (978,5 triệu đồng)"
    ) in technology
    assert "không tính vào kết quả và kinh phí của tỉnh" in overview
    assert "Trên địa bàn còn có 01 mô hình trình diễn kỹ thuật do Trung tâm" in technology
    assert "năm 2014 tôn vinh 09 sản phẩm của 08 cơ sở" in _said(report)
    assert "có 05 đề án phải điều chỉnh" in " ".join(paragraphs(report, "han-che"))
    assert "Có 02 đề án phải ngừng thực hiện" in _said(report)
    assert "Không có dòng số liệu nào bị giữ lại" in _said(report)
    limits = paragraphs(report, "han-che-tu-so-lieu")
    assert limits[0].endswith(
        "gồm 0,12 triệu đồng nguồn khuyến công quốc gia và 181,29 triệu đồng nguồn khuyến công địa "
        "phương; cụ thể: năm 2014 còn 41,12 triệu đồng, năm 2015 còn 43 triệu đồng, năm 2016 còn "
        "52 triệu đồng, năm 2017 còn 45,29 triệu đồng."
    )
    assert (
        "Quy mô hỗ trợ còn nhỏ: bình quân 83,035 triệu đồng một đề án; mỗi đồng kinh phí khuyến "
        "công huy động được 1,06 đồng vốn đối ứng của các cơ sở."
    ) in limits
    assert any("50% tổng kinh phí dành cho nội dung" in limit for limit in limits)
    parts = [heading for heading in headings(report) if heading[0] in "IV"]
    assert [part.split(".")[0] for part in parts] == ["I", "II", "III", "IV", "V"]
    assert paragraphs(report)[-1].endswith("báo cáo./.")


def test_the_phase_after_gives_the_goals(sample_report: Composed) -> None:
    goals = section(sample_report("2014-2018"), "chi-tieu").blocks
    assert "Trong giai đoạn 2019-2020, phấn đấu" in text(goals[1])
    assert text(goals[2]).startswith("Hỗ trợ xây dựng 02 mô hình trình diễn kỹ thuật")
    assert text(goals[-1]).endswith(".")
    assert len(goals) == 14


def test_a_phase_with_targets_compares_them_with_results(sample_report: Composed) -> None:
    table = section(sample_report("2019-2020"), "muc-tieu").blocks[-1]
    assert isinstance(table, Table)
    told = [["".join(run.text for run in cell) for cell in row.cells] for row in table.rows]
    assert told[0] == ["1", "Mô hình trình diễn kỹ thuật", "đề án", "2", "0", "0"]
    assert told[-1][3:] == ["100", "-", "-"]
    assert len(told) == 12


def test_nothing_done_is_said_once(sample_report: Composed) -> None:
    report = sample_report("2019-2020")
    assert headings(report) == [
        "I. KẾT QUẢ CHUNG",
        "II. MỤC TIÊU VÀ KẾT QUẢ THỰC HIỆN",
        "III. VỀ SỐ LIỆU CỦA BÁO CÁO",
    ]
    assert paragraphs(report, "ket-qua-chung") == [
        "Chưa có số liệu để đánh giá kết quả thực hiện giai đoạn 2019-2020."
    ]
    assert "chưa nhận được báo cáo năm nào" in paragraphs(report, "so-lieu")[0]


def test_a_content_without_projects_is_listed_and_has_no_section(sample_report: Composed) -> None:
    report = sample_report("2016-2017")
    assert not any("đào tạo nghề" in heading for heading in headings(report))
    intro, first, *_ = paragraphs(report, "noi-dung-chua-thuc-hien")
    assert intro == "Còn 03 nội dung chưa thực hiện được, gồm:"
    assert first == "Hỗ trợ đào tạo nghề, truyền nghề và nâng cao tay nghề;"


def test_one_year_is_told_as_a_year(sample_report: Composed) -> None:
    report = sample_report("2016-2016")
    assert report.subject.endswith("\nnăm 2016")
    assert "giai đoạn" not in _said(report)
    assert "hằng năm, trong" not in _said(report)
    assert "tôn vinh 12 sản phẩm của 12 cơ sở" in _said(report)
    assert "năm 2016 tôn vinh" not in _said(report)


def test_years_without_reports_are_named(sample_report: Composed) -> None:
    said = _said(sample_report("2016-2020"))
    assert "các năm 2019 và 2020 chưa có số liệu" in said
    assert "Chưa có báo cáo của các năm 2019 và 2020" in said


def test_one_of_each_is_told_in_the_singular(hostile_report: Composed) -> None:
    said = _said(hostile_report("2014-2014"))
    assert "01 đề án với kinh phí hỗ trợ" not in said  # two machinery projects count
    assert "02 đề án với tổng kinh phí hỗ trợ 20 triệu đồng" in said
    assert "đã xây dựng 01 mô hình trình diễn kỹ thuật, kinh phí hỗ trợ 1 đồng từ nguồn" in said
    assert "khoảng 33% học viên đã tổ chức kinh doanh theo mô hình hộ kinh doanh" in said
    assert "có 01 hoạt động do đơn vị ngoài tỉnh chủ trì" in said


def test_rows_held_back_are_counted_and_placed(hostile_report: Composed) -> None:
    intro, *places = paragraphs(hostile_report("2014-2014"), "so-lieu")[1:]
    assert intro == "Có 02 dòng số liệu còn lỗi, chưa được tính vào kết quả, gồm:"
    assert [re.sub("“.*”", "“…”", place) for place in places] == [
        "01 dòng tại biểu “…” của huyện Ba Bể;",
        "01 dòng tại biểu “…” của trung tâm Khuyến công và Tư vấn phát triển công nghiệp.",
    ]


def test_hostile_text_stays_what_it_is(hostile_report: Composed) -> None:
    texts = {run.text for run in hostile_report("2014-2014").runs()}
    assert {f"Mô hình {MARKUP}", f"Ngừng {FORMULA}", f"Phối hợp {MARKUP}", MARKUP} <= texts
    assert f"Phối hợp {MARKUP}" in texts
    assert any(JINJA in found for found in texts)


def _assets_with(folder: Path, name: str, paragraph: str) -> Path:
    shutil.copytree(HOME / "assets", folder / "assets")
    path = folder / "assets" / "report" / "2014-2018" / name
    path.write_text(paragraph, encoding="utf-8")
    return folder / "assets"


@pytest.mark.parametrize(
    ("name", "paragraph", "message"),
    [
        ("han-che.md", '\n{{ figure("s3.machnery.support") }}', r"han-che\.md, line 2: 's3\.machn"),
        ("hanche.md", "Lời.", r"2014-2018.hanche\.md: no section hanche asks for paragraphs"),
        ("tu-van.md", "{{ 2 + 2 }}", r"2014-2018.tu-van\.md, line 1: 4 cannot be printed"),
    ],
)
def test_a_wrong_paragraph_of_the_officers_names_its_file(
    sample: Outcome, tmp_path: Path, name: str, paragraph: str, message: str
) -> None:
    assets = _assets_with(tmp_path, name, paragraph)
    with (
        open_assessment(sample.project, "2014-2018") as assessment,
        pytest.raises(DeclarationError, match=message),
    ):
        compose(assessment, assets)


def test_officers_paragraphs_name_figures(sample: Outcome, tmp_path: Path) -> None:
    words = 'Đã hỗ trợ {{ figure("s3.machinery.support") }} và phát 31 chuyên mục, tin bài.'
    assets = _assets_with(tmp_path, "thong-tin.md", words)
    with open_assessment(sample.project, "2014-2018") as assessment:
        report = compose(assessment, assets)
    run = section(report, "thong-tin").blocks[-1].runs[1]  # type: ignore[union-attr] # no table
    assert run.text == "2.118,5 triệu đồng"
    assert run.number is not None
    assert (run.number.figure, run.number.value) == ("s3.machinery.support", Decimal("2118.5"))
    (remark,) = report.remarks
    assert remark.startswith("assets/report/2014-2018/thong-tin.md, dòng 1: “31 chuyên mục” không")
    table = report.annexes[-1].blocks[-1]
    assert isinstance(table, Table)
    assert table.name == "typed_numbers"


def test_templates_and_paragraphs_hold_no_digits_of_their_own() -> None:
    code = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
    for path in sorted(REPORT_ASSETS.rglob("*.md")):
        assert not re.search(r"\d", code.sub("", path.read_text(encoding="utf-8"))), path
    words = (REPORT_ASSETS / "words.toml").read_text(encoding="utf-8")
    assert not re.search(r"= .*\d", words)
