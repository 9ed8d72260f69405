from itertools import pairwise

from kc_pipeline.report.markdown import render
from tests.report.conftest import Composed
from tests.report.hostile_phase import FORMULA, JINJA


def test_headings_tables_and_signature_are_there(sample_report: Composed) -> None:
    told = render(sample_report("2014-2018")).decode()
    assert "\n# BÁO CÁO: Đánh giá tình hình thực hiện Chương trình khuyến công quốc gia " in told
    for line in (
        "## II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG",
        "### 1. Về hỗ trợ đào tạo nghề, truyền nghề và nâng cao tay nghề",
        "## Phụ lục XI. Đối chiếu với số liệu đã công bố",
        "| 3 | Đề án khuyến công đã thực hiện | đề án | 65 | 11 | 54 |",
        "| **Tổng cộng** | **65** | **2.655,88** | **2.741,41** | **5.397,29** | **5.734,5** |",
        "**GIÁM ĐỐC**",
    ):
        assert f"\n{line}\n" in told, line


def test_every_row_of_a_table_has_its_columns(sample_report: Composed) -> None:
    lines = render(sample_report("2014-2018")).decode().splitlines()
    widths = [line.count(" | ") if line.startswith("| ") else None for line in lines]
    for before, width in pairwise(widths):
        assert None in (before, width) or before == width


def test_hostile_text_is_no_markup(hostile_report: Composed) -> None:
    told = render(hostile_report("2014-2014")).decode()
    assert "<script" not in told.replace(r"\<script", "")
    assert r"Mô hình \<script\>alert(1)\</script\> \& \*\*đậm\*\* \| \[nối\](x) \`mã\`" in told
    assert FORMULA in told
    assert JINJA.replace("_", r"\_") in told
