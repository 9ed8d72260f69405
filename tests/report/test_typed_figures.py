"""Numbers typed by hand into officers' paragraphs, compared with those of the report."""

import pytest

from kc_pipeline.report.model import Runs
from kc_pipeline.report.tables.typed import typed_numbers
from kc_pipeline.report.typed_figures import TypedFigure, typed_figures
from kc_pipeline.words import read_words
from tests.report.conftest import Composed
from tests.small_phase import HOME

TELEVISION = '{{ figure("s6.media.programmes.television") }} chuyên mục'
SUPPORT = '{{ figure("overview.support") }}'
STOPPED = '{{ figure("overview.projects_stopped") }} đề án'
WOMEN = (
    '{{ cell("section_1_vocational_training", "women", activity="vocational_training", '
    'delivery="own") }} người'
)
WORDS = read_words(HOME / "assets" / "report")


def _compared(report: Composed, section: str, paragraph: str) -> tuple[TypedFigure, ...]:
    sources = {section: (f"assets/report/2014-2018/{section}.md", paragraph)}
    return typed_figures(sources, report("2014-2018"), WORDS)


def _said(cell: Runs) -> str:
    return "".join(run.text for run in cell)


@pytest.mark.parametrize(
    ("section", "paragraph", "verdict", "advice"),
    [
        ("thong-tin", "Đã phát 22 chuyên mục trên truyền hình.", "agrees", TELEVISION),
        ("thong-tin", "Đã phát 23 chuyên mục trên truyền hình.", "differs", TELEVISION),
        ("mo-dau", "Kinh phí đã thực hiện đạt gần 5,4 tỷ đồng.", "agrees", SUPPORT),
        ("giai-phap", "Có 05 đề án phải ngừng thực hiện.", "elsewhere", STOPPED),
        ("dao-tao-nghe", "Có 125 học viên nữ.", "differs", WOMEN),
        ("giai-phap", "Trồng 20 ha dong riềng.", "unknown", ""),
        ("giai-phap", "Dành 12.5 triệu đồng.", "unreadable", ""),
    ],
)
def test_a_typed_number_is_compared_with_what_its_sentence_is_about(
    sample_report: Composed, section: str, paragraph: str, verdict: str, advice: str
) -> None:
    (found,) = _compared(sample_report, section, f"Dòng đầu.\n\n{paragraph}")
    assert found.verdict == verdict
    assert (found.path, found.line) == (f"assets/report/2014-2018/{section}.md", 3)
    assert found.advice == (f"nên viết theo tên để số được tự điền: {advice}" if advice else "")


def test_what_does_not_agree_is_told_with_what_it_was_compared_with(
    sample_report: Composed,
) -> None:
    paragraph = "Có 23 chuyên mục trên truyền hình; 05 đề án phải ngừng thực hiện."
    differs, elsewhere = _compared(sample_report, "giai-phap", paragraph)
    assert differs.told == (
        "assets/report/2014-2018/giai-phap.md, dòng 1: “23 chuyên mục” không khớp với số liệu tổng "
        "hợp; câu văn có vẻ nói về “Chuyên mục trên truyền hình”: 22 chuyên mục; nên viết theo tên "
        f"để số được tự điền: {TELEVISION}"
    )
    assert elsewhere.finding == (
        "chỉ trùng với “Đề án phải điều chỉnh”; câu văn có vẻ nói về “Đề án ngừng thực hiện”: "
        "02 đề án, đề nghị kiểm tra lại"
    )


def test_the_reader_is_told_of_those_that_do_not_agree(sample_report: Composed) -> None:
    paragraph = "Có 05 đề án phải điều chỉnh, 03 đề án phải ngừng thực hiện, 20 ha vườn."
    table = typed_numbers(_compared(sample_report, "giai-phap", paragraph))
    (row,) = table.rows
    assert [_said(cell) for cell in row.cells][:5] == ["1", "giai-phap.md", "1", "03 đề án", "2"]
    assert row.cells[4][0].number is not None
    assert row.cells[4][0].number.figure == "overview.projects_stopped"
    assert "{{" not in _said(row.cells[5])


def test_paragraphs_by_name_leave_nothing_to_say(sample_report: Composed) -> None:
    assert sample_report("2014-2018").remarks == ()
    paragraph = 'Có {{ figure("overview.projects_adjusted") }} đề án điều chỉnh năm 2016.'
    assert _compared(sample_report, "han-che", paragraph) == ()
