"""Years of which little or something unusual is to be told, each of another kind."""

from collections.abc import Iterator

from tests.small_phase import MILLION, partner, project, promotion, report, startup, training
from tools.sample_phase.submission import Submission

HANOI = "Trung tâm Khuyến công Hà Nội"


def odd_reports() -> Iterator[Submission]:
    """One project only; partners only; nothing finished; more than was planned; almost all."""
    yield report(
        "061", 2010,
        project("A-1", title="Máy sấy miến", commune="xã Hà Hiệu", accepted_on=None),
        plan_local_vnd=10 * MILLION,
    )  # fmt: skip
    yield report(
        "061", 2011,
        partner("B-1", title="Mô hình sấy gỗ", activity="demonstration", lead_unit=HANOI,
                commune="xã Hà Hiệu", spent_vnd=400 * MILLION),
        partner("B-2", title="Truyền nghề đan lát", content_no=1, activity="craft_transfer",
                lead_unit=HANOI),
        training_classes=[{"project_code": "B-2", "class_name": "Lớp", "trainees": 20}],
    )  # fmt: skip
    yield report(
        "061", 2012,
        project("C-1", title="Máy nghiền", status="stopped", note="Cơ sở xin rút."),
        training("C-2", title="Dạy nghề may", status="in_progress"),
        plan_local_vnd=50 * MILLION,
    )  # fmt: skip
    yield report(
        "061", 2013,
        project("D-1", title="Máy xát gạo", funding="national", spent_vnd=60 * MILLION),
        promotion("D-2", "brand", spent_vnd=60 * MILLION, title="Nhãn hiệu gạo"),
        startup("D-3", title="Khởi sự", spent_vnd=1),
        brands=[{"project_code": "D-2", "establishment": "HTX A", "mark": "Gạo A"}],
        training_classes=[
            {"project_code": "D-3", "class_name": "Lớp", "trainees": 3, "enterprises_founded": 1}
        ],
        technology_supports=[
            {"project_code": "D-1", "establishment": "HTX A", "support_vnd": 60 * MILLION,
             "new_jobs": 5}
        ],
        plan_local_vnd=40 * MILLION, plan_national_vnd=60 * MILLION,
    )  # fmt: skip
    yield report(
        "061", 2014,
        project("E-1", title="Máy cưa", spent_vnd=99_900_000),
        plan_local_vnd=100 * MILLION,
    )  # fmt: skip
