"""The cover facts of a submission, in the words that both forms use; and who signs it."""

from tools.sample_phase.amounts import MoneyUnit, in_unit, unit_words, vietnamese
from tools.sample_phase.sheets import CellValue
from tools.sample_phase.submission import Submission

CENTRE = "TTKC"

Fact = tuple[str, CellValue | None]


def identity(submission: Submission) -> list[Fact]:
    """Whose report this is, and for which year."""
    return [
        ("Đơn vị báo cáo", submission.unit),
        ("Mã đơn vị", submission.unit_code),
        ("Năm báo cáo", submission.year),
    ]


def particulars(submission: Submission, unit: MoneyUnit) -> list[Fact]:
    """Date, author, plans and staff."""

    def money(vnd: int | None) -> CellValue | None:
        return None if vnd is None else in_unit(vnd, unit)

    return [
        ("Ngày báo cáo", reported_on(submission)),
        ("Người lập biểu", submission.prepared_by),
        ("Đơn vị tính", unit_words(submission, unit)[1]),
        ("Kế hoạch kinh phí được giao: KCQG", money(submission.plan_national_vnd)),
        ("Kế hoạch kinh phí được giao: KCĐP", money(submission.plan_local_vnd)),
        ("Số cán bộ khuyến công chuyên trách", submission.officers),
        ("Số cộng tác viên khuyến công", submission.collaborators),
    ]


def reported_on(submission: Submission) -> str | None:
    """The date of the report as text, as people type it."""
    day = submission.reported_on
    return day if day is None or isinstance(day, str) else f"{day:%d/%m/%Y}"


def in_one_cell(fact: Fact) -> str:
    """`Mã đơn vị: 061`, amounts in Vietnamese style."""
    label, value = fact
    grouped = label.startswith("Kế hoạch") and isinstance(value, int | float)
    return f"{label}: {vietnamese(value) if grouped else value}"  # type: ignore[arg-type]


def agency(submission: Submission) -> tuple[str, str]:
    """The two lines of the agency block: the superior and the agency itself."""
    if submission.unit_code == CENTRE:
        return (
            "SỞ CÔNG THƯƠNG TỈNH BẮC KẠN",
            "TRUNG TÂM KHUYẾN CÔNG VÀ TƯ VẤN PHÁT TRIỂN CÔNG NGHIỆP",
        )
    rural = submission.unit.startswith("Huyện")
    office = "PHÒNG KINH TẾ VÀ HẠ TẦNG" if rural else "PHÒNG KINH TẾ"
    return f"UBND {submission.unit.upper()}", office


def place_and_date(submission: Submission) -> str:
    """`Ba Bể, ngày 25 tháng 12 năm 2014`."""
    place = "Bắc Kạn"
    if submission.unit_code != CENTRE:
        place = submission.unit.removeprefix("Huyện ")
        place = place.removeprefix("Thành phố ").removeprefix("Thị xã ")
    day = submission.reported_on
    if day is None or isinstance(day, str):
        return f"{place}, ngày … tháng … năm {submission.year}"
    return f"{place}, ngày {day.day} tháng {day.month} năm {day.year}"
