"""Reports at fault by themselves: values, sheets, units of money, numbers, formulas.

Each fault is marked with the rule that is to be told at its cell; what is not marked is right.
"""

from tests.intake.workbooks import Formula
from tests.rules.drawn_reports import Drawn, Report, Row, Told, wrong

PROJECT: Row = {
    "content_no": 3,
    "activity": "Ứng dụng máy móc",
    "funding": "KCĐP",
    "delivery": "Tỉnh thực hiện",
    "planned_vnd": 10,
    "spent_vnd": 10,
    "status": "Hoàn thành",
    "approved_on": "01/03/2017",
    "accepted_on": "01/11/2017",
}
OF_CONTENT = {
    1: "Đào tạo nghề",
    4: "Bình chọn",
    5: "Thiết kế mẫu mã",
    7: "Hạ tầng cụm",
    9: "Kiểm tra, giám sát",
}


def project(code: Told, content: int = 3, **told: Told) -> Row:
    """A completed project; one whose approval and acceptance lie in 2017."""
    row = {
        **PROJECT,
        "content_no": content,
        "activity": OF_CONTENT.get(content, "Ứng dụng máy móc"),
    }
    return {**row, "project_code": code, "title": "Đề án", **told}


def trained(code: Told, **told: Told) -> Row:
    return {"project_code": code, "class_name": "Lớp may", "trainees": 30, **told}


def machine(code: str, name: Told, **told: Told) -> Row:
    usual: Row = {"investment_vnd": 30, "support_vnd": 10}
    return {"project_code": code, "establishment": name, **usual, **told}


def honour(code: Told, product: Told, **told: Told) -> Row:
    usual: Row = {"round_year": 2017, "level": "Tỉnh", "establishment": f"HTX {product}"}
    return {"project_code": code, "product": product, **usual, **told}


VALUES = Report(
    "2017/061.xlsx",
    [
        Drawn(
            "projects",
            [
                project("V1", 1),
                project("V2", title=wrong("", "value.missing")),
                project("V3", status=wrong("Chưa rõ", "required.unknown_code")),
                project("V4", content_no=wrong("nhiều", "required.unknown_code")),
                project("V5", planned_vnd=wrong("1,140", "optional.ambiguous_number")),
                project("V6", counterpart_vnd=wrong("nhiều", "optional.unreadable")),
                project("V7", counterpart_vnd=wrong(-5, "money.negative")),
                project("V8", approved_on=wrong("Quý II/2017", "date.no_day")),
                project("V9", spent_vnd=wrong("", "projects.spent_missing")),
                project("V10", accepted_on=wrong("", "projects.accepted_on_missing")),
                project(
                    "V11", accepted_on=wrong("01/02/2017", "projects.accepted_before_approved")
                ),
                project("V12", spent_vnd=wrong(12.5, "projects.spent_beyond_plan")),
                project(
                    "V13", activity=wrong("Hội chợ, triển lãm", "project.activity_outside_content")
                ),
                project("V14", commune=wrong("Xã Không Có", "place.unknown")),
                project("V15", commune=wrong("xã Ba Bể", "place.later_name")),
                project("V16", commune=wrong("xã Hà Hiệu, xã Bành Trạch", "place.ambiguous")),
                project("V17", commune=wrong("xã Nghĩa Tá", "place.other_district")),
                project(wrong("V18", "project.code_twice"), title="Lần đầu"),
                project(wrong("V18", "project.code_twice"), title="Lần sau"),
                project("V20", 4),
                project("V21", spent_vnd=wrong("1,140", "required.ambiguous_number")),
                project("V22", 1),
            ],
        ),
        Drawn(
            "training_classes",
            [
                trained("V1"),
                trained("V1", women=wrong(31, "training_classes.women_above_trainees")),
                trained("V1", trainees=wrong("ba mươi", "required.unreadable")),
                trained("V1", women=wrong(-1, "count.negative")),
                trained(
                    "V1",
                    starts_on="05/06/2017",
                    ends_on=wrong("04/06/2017", "training_classes.ends_before_starts"),
                ),
                trained(
                    "V1",
                    trainees=wrong(30, "training_classes.outcomes_above_trainees"),
                    households_registered=31,
                ),
                trained("V1", starts_on=wrong("05/06/2016", "date.outside_year")),
                trained("V1", women=wrong(Formula("=1/0", "#DIV/0!"), "cell.error_value")),
                trained(wrong("V99", "detail.project_unknown")),
                trained(wrong("V3", "detail.project_held_back")),
                trained(wrong("V10", "detail.content_mismatch")),
                *(trained("V22") for _ in range(3)),
                trained("V22", trainees=wrong(301, "count.out_of_scale")),
            ],
        ),
        Drawn(
            "technology_supports",
            [
                machine("V6", "HTX Một"),
                machine(
                    "V8",
                    "HTX Hai",
                    investment_vnd="",
                    support_vnd=wrong(10, "support.ceiling_not_checked"),
                ),
            ],
            total={"investment_vnd": 30, "support_vnd": wrong(21, "total.differs")},
        ),
        Drawn(
            "fair_booths",
            [
                {
                    "project_code": "V20",
                    "fair_name": "Hội chợ Xuân",
                    "opens_on": "05/06/2017",
                    "closes_on": wrong("04/06/2017", "fair_booths.closes_before_opens"),
                }
            ],
        ),
        Drawn(
            "selected_products",
            [honour(wrong("", "selected_products.province_without_project"), "Chè")],
        ),
    ],
    cover=(
        ("Đơn vị tính", "triệu đồng"),
        ("Số cán bộ khuyến công chuyên trách", wrong(-1, "cover.unreadable")),
    ),
)

SHEETS = Report(
    "2017/063.xlsx",
    [
        Drawn(
            "projects",
            [
                project("S4", 4, note="Kèm biên bản"),
                project("S5", 5),
                project("S9", 9),
                project("S7", 7),
                project("S6", 6, activity="Thông tin, tuyên truyền"),
            ],
            more={"own": wrong("Ghi chú thêm", "column.unknown")},
            comments={"C4": "Số này báo qua điện thoại"},
            noted={"C4": "cell.remark"},
        ),
        Drawn(
            "brands",
            [{"project_code": "S4", "establishment": "HTX A", "mark": "Chè", "again": "Chè"}],
            more={"again": "Nhãn hiệu"},
            noted={"D2": "sheet.heading_twice"},
        ),
        Drawn(
            "designs",
            [{"project_code": "S5", "establishment": "HTX A", "product_kind": "Chè"}],
            without=["designs"],
            codes=["sheet.required_heading_missing"],
        ),
        Drawn(
            "information_items",
            [{"project_code": "S6", "channel": "Báo"}, {"project_code": "S6", "channel": "Báo"}],
            hidden_rows=[4],
            hidden_columns="D:D",
            noted={"A4": "row.hidden", "D2": "column.hidden"},
        ),
        Drawn(
            "management_activities",
            [{"project_code": "S9", "activity": "Khảo sát", "spent_vnd": 5}],
            unit=wrong("ĐVT: nghìn đồng", "money.unit_differs_from_cover"),
            hidden=True,
            codes=["sheet.hidden"],
        ),
    ],
    others={
        "Biểu 07 - Cụm công nghiệp": [
            ["S7", "Huyền Tụng", "Đường vào", 12],
            ["S7", "Cẩm Giàng", "Điện", 3],
        ],
        "Phụ lục": [["Danh sách", "Số lượng"], ["Máy", 2]],
    },
    sheet_codes={
        "Biểu 07 - Cụm công nghiệp": "sheet.heading_missing",
        "Phụ lục": "sheet.unknown",
    },
)

UNITS = Report(
    "2017/058.xlsx",
    [
        Drawn("projects", [project("U9", 9)], unit="", codes=["sheet.money_unit_assumed"]),
    ],
    cover=(),
    others={
        "Biểu 09 - Quản lý": [
            [wrong("Đơn vị tính: triệu đồng", "sheet.money_units_disagree")],
            [wrong("Đơn vị tính: nghìn đồng", "sheet.money_units_disagree")],
            ["Mã đề án", "Hoạt động", "Kinh phí"],
            ["U9", "Khảo sát", 5],
        ]
    },
)

NUMBERS = Report(
    "2017/064.xlsx",
    [
        Drawn(
            "projects",
            [
                project("N1", 3, counterpart_vnd="1,5"),
                project("N2", 1, counterpart_vnd="2,5"),
                project("N3", 4, counterpart_vnd="3.5"),
                project(
                    "N4",
                    5,
                    planned_vnd=20,
                    spent_vnd=20,
                    counterpart_vnd=wrong("1.140", "number.mixed_signs"),
                ),
            ],
        ),
        Drawn(
            "training_classes",
            [trained("N2"), trained("N2", trainees=wrong(25, "number.slip_by_total"))],
            total={"trainees": wrong(25_030, "total.differs")},
        ),
        Drawn(
            "technology_supports",
            [
                machine("N1", "HTX Ba", support_vnd="12.5"),
                machine(
                    "N1",
                    "HTX Tư",
                    investment_vnd=wrong("1.140", "optional.doubtful_dot"),
                    support_vnd=wrong(10, "support.ceiling_not_checked"),
                ),
                machine("N1", "HTX Năm", support_vnd=wrong("1.140", "required.doubtful_dot")),
            ],
        ),
        Drawn(
            "fair_booths",
            [
                {"project_code": "N3", "fair_name": "Hội chợ Thu", "booths": 2},
                {"project_code": "N3", "fair_name": "Hội chợ Thu", "booths": 3},
            ],
            total={"booths": wrong(5_000, "total.out_of_scale")},
        ),
    ],
)

FORMULAS = Report(
    "2017/065.xlsx",
    [
        Drawn("projects", [project("F1", spent_vnd=50, planned_vnd=50), project("F2", 1)]),
        Drawn(
            "training_classes",
            [
                trained("F2", trainees=wrong(Formula("=[1]Sheet1!A1", 30), "formula.leads_out")),
                trained("F2", women=wrong(Formula("=10+2"), "cell.formula_without_value")),
            ],
        ),
        Drawn(
            "technology_supports",
            [
                *(
                    machine("F1", f"Cơ sở {n}", support_vnd=Formula(f"=G{n}/3", 10))
                    for n in (3, 4, 5)
                ),
                machine("F1", "Cơ sở 6", support_vnd=wrong(10, "formula.typed_over")),
                machine(
                    "F1", "Cơ sở 7", support_vnd=wrong(Formula("=G6/3", 10), "formula.differs")
                ),
            ],
            total={
                "investment_vnd": wrong(Formula("=SUM(G3:G6)", 150), "formula.misses_rows"),
                "support_vnd": Formula("=SUM(H3:H7)", 50),
            },
        ),
    ],
)
REPORTS = (VALUES, SHEETS, UNITS, NUMBERS, FORMULAS)
