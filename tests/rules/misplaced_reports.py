"""Files that are not whose or what they should be: unknown, contradicted, sent again, replaced."""

from tests.rules.drawn_reports import Drawn, Report, Row, wrong
from tests.rules.faulty_reports import project

OF_2018: Row = {"approved_on": "01/03/2018", "accepted_on": "01/11/2018"}
OF_2019 = {"approved_on": "01/03/2019", "accepted_on": "01/11/2019"}


def sheets(code: str, **told: str) -> list[Drawn]:
    return [Drawn("projects", [project(code, **{**OF_2018, **told})])]


MISPLACED = (
    Report(
        "2018/066.xlsx",
        identity=(),
        cover=(),
        codes=["form.unknown"],
        others={"Sheet1": [["Xin chào"], ["một", 2]]},
    ),
    Report(
        "2015/066.xlsx",
        sheets("X1", approved_on="01/03/2015", accepted_on="01/11/2015"),
        codes=["form.not_of_the_year"],
    ),
    Report(
        "2018/060.xlsx",
        sheets("X2"),
        codes=[],
        identity=(
            ("Đơn vị báo cáo", "Huyện Ba Bể"),
            ("Mã đơn vị", wrong("061", "submission.unit_contradiction")),
            ("Năm báo cáo", 2018),
        ),
    ),
    Report(
        "2018/061.xlsx",
        sheets("X3"),
        identity=(
            ("Đơn vị báo cáo", "Huyện Ba Bể"),
            ("Mã đơn vị", "061"),
            ("Năm báo cáo", wrong(2017, "submission.year_contradiction")),
        ),
    ),
    Report(
        "2018/bao cao.xlsx",
        sheets("X4"),
        identity=(
            ("Đơn vị báo cáo", wrong("Huyện Lạ", "submission.unit_unknown")),
            ("Năm báo cáo", 2018),
        ),
    ),
    Report(
        "2018/bao cao 2.xlsx",
        sheets("X5"),
        identity=(
            ("Đơn vị báo cáo", "Huyện Ngân Sơn"),
            ("Mã đơn vị", wrong("063", "submission.unit_name_and_code_disagree")),
            ("Năm báo cáo", 2018),
        ),
    ),
    Report(
        "chung/064.xlsx",
        sheets("X6"),
        codes=["submission.year_unknown"],
        identity=(("Đơn vị báo cáo", "Huyện Chợ Đồn"), ("Mã đơn vị", "064")),
    ),
    Report("2018/058.xlsx", sheets("X7"), codes=["submission.superseded"]),
    Report(
        "2018/058 lan 2.xlsx",
        sheets("X7"),
        cover=(("Đơn vị tính", "triệu đồng"), ("Lần báo cáo", 2)),
    ),
)

REMOVED = Report("2019/058.xlsx", sheets("Z1", **OF_2019), codes=["submission.removed"])
OVERWRITTEN = Report("2019/060.xlsx", sheets("Z2", **OF_2019), codes=["submission.overwritten"])
WITHDRAWN = Report("2019/061.xlsx", sheets("Z3", **OF_2019), codes=["submission.withdrawn"])
CORRECTION = Report(
    "2018/058 lan 3.xlsx",
    identity=(),
    cover=(),
    codes=["form.unknown", "submission.correction_not_accepted"],
    others={"Sheet1": [["Xin chào"], ["một", 2]]},
)
"""A correction of the unit's report that cannot be accepted."""
