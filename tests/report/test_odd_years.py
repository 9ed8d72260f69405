"""What is said where there is little to tell, nothing, or more than was meant."""

import pytest

from tests.report.conftest import Composed
from tests.report.told import headings, paragraphs


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("2010-2010", ", hoàn thành toàn bộ kế hoạch được giao."),
        ("2013-2013", ", vượt kế hoạch, bằng khoảng 120% mức được giao (100 triệu đồng)."),
        ("2014-2014", ", đạt gần 100% kế hoạch được giao (100 triệu đồng)."),
    ],
)
def test_money_is_told_against_its_plan(odd_report: Composed, phase: str, told: str) -> None:
    spent = paragraphs(odd_report(phase), "ket-qua-chung")[1]
    assert told in spent


def test_one_project_is_told_alone(odd_report: Composed) -> None:
    report = odd_report("2010-2010")
    assert paragraphs(report, "ket-qua-chung")[0] == (
        "Căn cứ kế hoạch khuyến công được giao, năm 2010 tỉnh Bắc Kạn đã triển khai 01/09 nội dung "
        "hoạt động khuyến công, hoàn thành 01 đề án từ nguồn khuyến công địa phương."
    )
    assert paragraphs(report, "cong-nghe") == [
        (
            "Hoạt động hỗ trợ ứng dụng máy móc, thiết bị tiên tiến vào sản xuất công nghiệp, tiểu "
            "thủ công nghiệp đã hoàn thành 01 đề án với kinh phí hỗ trợ 10 triệu đồng từ nguồn "
            "khuyến công địa phương."
        )
    ]
    assert paragraphs(report, "noi-dung-chua-thuc-hien")[0] == (
        "Theo số liệu đã nhận, còn 08 nội dung chưa thực hiện được, gồm:"
    )
    assert [heading for heading in headings(report) if heading.startswith("1. ")] == [
        (
            "1. Về hỗ trợ xây dựng mô hình trình diễn kỹ thuật, chuyển giao công nghệ và ứng dụng "
            "máy móc tiên tiến, tiến bộ khoa học kỹ thuật"
        )
    ]


def test_money_of_one_year_among_several_is_told_once(odd_report: Composed) -> None:
    said = paragraphs(odd_report("2010-2011"), "ket-qua-chung")[1]
    assert said.endswith("Toàn bộ kinh phí được thực hiện trong năm 2010.")


def test_what_partners_did_is_told_where_the_province_did_nothing(odd_report: Composed) -> None:
    report = odd_report("2011-2011")
    assert paragraphs(report, "ket-qua-chung") == [
        (
            "Năm 2011, chưa có đề án khuyến công nào của tỉnh hoàn thành; chưa triển khai được nội "
            "dung nào trong số 09 nội dung hoạt động khuyến công."
        ),
        (
            "Trên địa bàn tỉnh có 02 hoạt động do đơn vị ngoài tỉnh chủ trì, phối hợp thực hiện; "
            "các hoạt động này được nêu riêng ở từng nội dung, không tính vào kết quả và kinh phí "
            "của tỉnh."
        ),
    ]
    assert paragraphs(report, "dao-tao-nghe") == [
        "Năm 2011, tỉnh chưa thực hiện được đề án đào tạo nghề, truyền nghề nào.",
        (
            "Tuy nhiên, Trung tâm Khuyến công Hà Nội đã phối hợp với tỉnh tổ chức 01 lớp truyền "
            "nghề cho 20 lao động."
        ),
    ]
    assert paragraphs(report, "cong-nghe")[1] == (
        "Tuy nhiên, trên địa bàn có 01 mô hình trình diễn kỹ thuật do Trung tâm Khuyến công Hà Nội "
        "phối hợp với tỉnh thực hiện: “Mô hình sấy gỗ” tại xã Hà Hiệu, huyện Ba Bể, kinh phí hỗ "
        "trợ 400 triệu đồng."
    )
    assert len([heading for heading in headings(report) if "Về hỗ trợ" in heading]) == 2


def test_what_was_begun_and_not_finished_is_told(odd_report: Composed) -> None:
    report = odd_report("2012-2012")
    assert paragraphs(report, "ket-qua-chung") == [
        "Năm 2012, chưa có đề án khuyến công nào của tỉnh hoàn thành."
    ]
    assert paragraphs(report, "han-che-tu-so-lieu") == [
        "Kế hoạch kinh phí được giao (50 triệu đồng) chưa thực hiện được.",
        "Có 01 đề án đang thực hiện, chưa tính vào kết quả.",
        "Có 01 đề án phải ngừng thực hiện: “Máy nghiền” (cơ sở xin rút).",
    ]
    assert paragraphs(odd_report("2012-2013"), "dao-tao-nghe") == [
        (
            "Giai đoạn 2012-2013, các đề án đào tạo nghề, truyền nghề của tỉnh đã được triển khai "
            "nhưng chưa có đề án nào hoàn thành."
        )
    ]


def test_one_of_each_is_told_as_one(odd_report: Composed) -> None:
    report = odd_report("2013-2014")
    assert paragraphs(report, "nang-luc-quan-ly")[0].startswith(
        "Các đơn vị trong tỉnh đã hoàn thành 01 lớp đào tạo khởi sự doanh nghiệp cho 03 học viên "
        "trong năm 2013, kinh phí"
    )
    assert paragraphs(report, "nang-luc-quan-ly")[1] == (
        "Về hiệu quả sau đào tạo, chưa có học viên nào đăng ký hộ kinh doanh; 01 học viên đã thành "
        "lập doanh nghiệp."
    )
    assert paragraphs(report, "cong-nghe")[1] == (
        "Sau khi được hỗ trợ, cơ sở đã tạo thêm việc làm cho 05 lao động."
    )
    (brand,) = report.sections[
        [s.name for s in report.sections].index("san-pham-tieu-bieu")
    ].blocks[1:]
    assert getattr(brand, "kind", None) == "body"


def test_without_any_report_nothing_is_claimed(odd_report: Composed) -> None:
    report = odd_report("2005-2006")
    assert paragraphs(report) == [
        (
            "Sở Công Thương báo cáo tình hình thực hiện chương trình khuyến công của tỉnh Bắc Kạn "
            "giai đoạn 2005-2006 như sau:"
        ),
        "Chưa có số liệu để đánh giá kết quả thực hiện giai đoạn 2005-2006.",
        (
            "Đến thời điểm lập báo cáo, chưa nhận được báo cáo năm nào của các đơn vị cho giai "
            "đoạn 2005-2006; các số liệu bằng không trong báo cáo là do chưa có số liệu để tổng "
            "hợp."
        ),
        (
            "Trên đây là tình hình thực hiện chương trình khuyến công của tỉnh Bắc Kạn giai đoạn "
            "2005-2006; Sở Công Thương trân trọng báo cáo./."
        ),
    ]
