"""Reports that are right each by itself, and wrong beside their own other sheets and each other.

As in `faulty_reports`; here the faults are those of rules across rows.
"""

from tests.intake.workbooks import SHEET_NAMES
from tests.rules.drawn_reports import Drawn, Report, Row, wrong
from tests.rules.faulty_reports import honour, machine, project, trained

LAST_YEAR: Row = {"approved_on": "01/03/2016", "accepted_on": "01/11/2016"}
NATIONAL: Row = {"funding": "KCQG"}

DISTRICT = Report(
    "2017/062.xlsx",
    [
        Drawn(
            "projects",
            [
                project("M1", planned_vnd=wrong(10_000, "money.out_of_scale")),
                project("M2", spent_vnd=wrong(10, "support.differs_from_spent")),
                project("M3", planned_vnd=20, spent_vnd=20),
                project(wrong("CHUNG", "project.reported_twice")),
                project("M5", 9, spent_vnd=wrong(10, "management.spent_above_project")),
                project("M6", 4),
                project("M7", 4),
                project("M8", **NATIONAL),
                project("M9", planned_vnd=20, spent_vnd=20),
            ],
        ),
        Drawn(
            "technology_supports",
            [
                machine("M2", "HTX Sáu", support_vnd=9),
                machine(
                    "M3",
                    "HTX Bảy",
                    investment_vnd=15,
                    support_vnd=wrong(10, "support.above_ceiling"),
                ),
                machine(
                    "M3",
                    "HTX Tám",
                    investment_vnd=9,
                    support_vnd=wrong(
                        10,
                        "support.above_ceiling",
                        "technology_supports.support_above_investment",
                    ),
                ),
                machine("M1", "HTX Chín", equipment="Máy sấy"),
                machine(
                    "M8",
                    "HTX Chín",
                    equipment=wrong("Máy  sấy", "support.same_equipment_twice"),
                ),
                machine("M9", "HTX Song Sinh"),
                machine("M9", "HTX Mười", registration_no="4700000001"),
            ],
        ),
        Drawn(
            "selected_products",
            [
                honour("M6", "Miến"),
                honour(
                    wrong("M7", "selection.round_twice"),
                    wrong("Miến", "selection.product_twice"),
                    establishment="HTX Miến",
                ),
            ],
        ),
        Drawn(
            "management_activities",
            [{"project_code": "M5", "activity": "Khảo sát", "spent_vnd": 11}],
        ),
    ],
    cover=(
        ("Đơn vị tính", "triệu đồng"),
        ("Kế hoạch kinh phí được giao: KCQG", wrong(11, "budget.plan_unused")),
        ("Kế hoạch kinh phí được giao: KCĐP", wrong(100, "budget.plan_exceeded")),
    ),
)

CENTRE = Report(
    "2017/TTKC.xlsx",
    [
        Drawn("projects", [project("CHUNG"), project("T1")]),
        Drawn(
            "technology_supports",
            [machine("T1", wrong("HTX Song Sinh", "establishment.ambiguous"))],
        ),
    ],
)

NAMESAKE = Report(
    "2016/063.xlsx",
    [
        Drawn("projects", [project("NS1", **LAST_YEAR)]),
        Drawn("technology_supports", [machine("NS1", "HTX Song Sinh")]),
    ],
)

LAST_REPORT = Report(
    "2016/062.xlsx",
    [
        Drawn("projects", [project("L1", **LAST_YEAR)]),
        Drawn(
            "technology_supports",
            [
                machine(
                    "L1",
                    wrong("HTX Mười", "establishment.registration_conflict"),
                    registration_no="4700000002",
                )
            ],
        ),
    ],
)

FEW_TRAINED = Report(
    "2016/060.xlsx",
    [
        Drawn(
            "projects",
            [
                project("J0", 1, **LAST_YEAR),
                project(wrong("HAI-NAM", "project.completed_twice"), **LAST_YEAR),
            ],
        ),
        Drawn("training_classes", [trained("J0", trainees=20)]),
    ],
)

MANY_TRAINED = Report(
    "2017/060.xlsx",
    [
        Drawn("projects", [project("J1", 1), project("HAI-NAM")]),
        Drawn(
            "training_classes",
            [
                trained("J1", trainees=wrong(30, "measure.jumps")),
                *(trained("J1") for _ in range(9)),
            ],
        ),
    ],
)

BLOCK = ["Đơn vị báo cáo: Huyện Bạch Thông", "Mã đơn vị: 063", "Năm báo cáo: 2014"]
OLD_FORM = Report(
    "2014/063.xlsx",
    identity=(),
    cover=(),
    others={
        SHEET_NAMES["KC-2014", "projects"]: [
            *([line] for line in BLOCK),
            ["Số cộng tác viên khuyến công: 5"],
            ["Đơn vị tính: triệu đồng"],
            [
                "Số hiệu đề án",
                "Nội dung đề án",
                "Loại hoạt động",
                "Kinh phí - Thực hiện",
                "Tình trạng",
                "Ngày nghiệm thu",
            ],
            ["II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"],
            ["1", "Đào tạo nghề, truyền nghề"],
            ["ĐP-2014-01", "Dạy nghề may", "Đào tạo nghề", 10, "Hoàn thành", "01/11/2014"],
        ],
        SHEET_NAMES["KC-2014", "training_classes"]: [
            *([line] for line in BLOCK),
            [wrong("Số cộng tác viên khuyến công: 6", "cover.contradicts_first_sheet")],
            ["Số hiệu đề án", "Tên lớp", "Số học viên"],
            ["ĐP-2014-01", "Lớp may", 30],
        ],
    },
)
REPORTS = (DISTRICT, CENTRE, NAMESAKE, LAST_REPORT, FEW_TRAINED, MANY_TRAINED, OLD_FORM)
