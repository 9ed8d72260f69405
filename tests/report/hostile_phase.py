"""A year with one project of a kind, told in texts that Jinja, XML or Excel could take for code."""

from collections.abc import Iterator

from tests.small_phase import MILLION, partner, project, promotion, report, startup
from tools.sample_phase.submission import Submission

YEAR = 2014
JINJA = "{{ figure('overview.projects') }} {% for x in y %}"
MARKUP = "<script>alert(1)</script> & **đậm** | [nối](x) `mã`"
FORMULA = '=HYPERLINK("http://x","y")'


def hostile_reports() -> Iterator[Submission]:
    """Two units; two of their rows have no readable amount and are held back."""
    yield report(
        "061",
        YEAR,
        project("M-1", title=f"Máy {JINJA}", commune="xã Hà Hiệu"),
        project("M-2", activity="demonstration", title=f"Mô hình {MARKUP}", spent_vnd=1),
        project("M-3", status="stopped", title=f"Ngừng {FORMULA}", note=f"{JINJA} {MARKUP}."),
        project("M-4", status="adjusted", title="Điều chỉnh", note=FORMULA),
        startup("K-1"),
        promotion("N-1", "brand"),
        partner("P-1", title=f"Phối hợp {MARKUP}", lead_unit=FORMULA),
        project("X-1", spent_vnd="mười triệu"),
        technology_supports=[
            {"project_code": "M-1", "establishment": "HTX A", "industry": JINJA, "support_vnd": 1}
        ],
        training_classes=[
            {
                "project_code": "K-1",
                "class_name": "Lớp 1",
                "trainees": 3,
                "households_registered": 1,
            }
        ],
        brands=[{"project_code": "N-1", "establishment": "HTX A", "mark": MARKUP}],
    )
    yield report(
        "TTKC",
        YEAR,
        project("X-2", spent_vnd="không rõ"),
        plan_local_vnd=100 * MILLION,
    )
