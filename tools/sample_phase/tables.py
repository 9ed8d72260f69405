"""The eleven tables of the forms: their sheets, columns and headings on KC-2014 and KC-2016.

Headings only; where a heading stands and how a value is written is for the layouts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "code", "text", "choice", "money", "count", "measure", "date"]


@dataclass(frozen=True)
class Column:
    """One column: canonical name, heading of either form, what it holds, width in characters.

    `over` is the upper heading on KC-2014. `in_groups` marks what KC-2014 tells by group rows.
    """

    name: str
    heading_2014: str
    heading_2016: str
    kind: Kind = "text"
    width: float = 16
    required: bool = False
    over: str | None = None
    in_groups: bool = False
    summed: bool = False


@dataclass(frozen=True)
class Table:
    """One table: canonical name, its sheet on either form, title, columns in the form's order."""

    name: str
    sheets: tuple[str, str]
    title: str
    columns: tuple[Column, ...]


NUMBER = Column("stt", "STT", "STT", "number", 5)
EXTRA = Column("extra_note", "Ghi chú thêm", "Ghi chú thêm", "text", 20)


def _code() -> Column:
    return Column("project_code", "Số hiệu đề án", "Mã đề án", "code", 14, required=True)


def _text(
    name: str, heading: str, width: float = 18, *, new: str | None = None, required: bool = False
) -> Column:
    return Column(name, heading, new or heading, "text", width, required)


def _choice(
    name: str, heading: str, new: str | None = None, width: float = 16, *, in_groups: bool = False
) -> Column:
    return Column(
        name, heading, new or heading, "choice", width, required=True, in_groups=in_groups
    )


def _date(name: str, heading: str) -> Column:
    return Column(name, heading, heading, "date", 12)


def _count(name: str, heading: str, new: str | None = None, *, required: bool = False) -> Column:
    return Column(name, heading, new or heading, "count", 11, required, summed=True)


def _money(
    name: str,
    heading: str,
    new: str | None = None,
    *,
    required: bool = False,
    over: str | None = None,
) -> Column:
    return Column(name, heading, new or heading, "money", 14, required, over, summed=True)


PROJECTS = Table(
    "projects",
    ("Biểu 1", "Biểu 01 - Đề án"),
    "Kết quả thực hiện các đề án khuyến công",
    (
        _code(),
        _text("title", "Nội dung đề án", 34, new="Tên đề án", required=True),
        Column("content_no", "Nội dung", "Nội dung", "measure", 9, required=True, in_groups=True),
        _choice("activity", "Loại hoạt động", "Hoạt động", 14),
        _choice("funding", "Nguồn kinh phí", width=11, in_groups=True),
        _choice("delivery", "Hình thức thực hiện", width=14, in_groups=True),
        _text("lead_unit", "Đơn vị chủ trì", 20),
        _text("partner_unit", "Đơn vị phối hợp", 18),
        _text("commune", "Địa điểm", 15, new="Địa điểm (xã/phường)"),
        _money("planned_vnd", "Kế hoạch", "Kinh phí khuyến công kế hoạch", over="Kinh phí"),
        _money(
            "spent_vnd",
            "Thực hiện",
            "Kinh phí khuyến công thực hiện",
            required=True,
            over="Kinh phí",
        ),
        _money("counterpart_vnd", "Vốn đối ứng"),
        _choice("status", "Tình trạng", width=13),
        _date("approved_on", "Ngày phê duyệt"),
        _date("accepted_on", "Ngày nghiệm thu"),
        _text("note", "Ghi chú", 18),
    ),
)

DETAILS = (
    Table(
        "training_classes",
        ("Biểu 2", "Biểu 02 - Lớp học"),
        "Các lớp đào tạo nghề, truyền nghề, tập huấn",
        (
            _code(),
            _text("class_name", "Tên lớp", 30, required=True),
            _text("trade", "Nghề, chuyên đề", 24),
            _text("commune", "Địa điểm", 24),
            _date("starts_on", "Ngày khai giảng"),
            _date("ends_on", "Ngày bế giảng"),
            _count("trainees", "Số học viên", required=True),
            _count("women", "Trong đó: nữ", "Số học viên nữ"),
            _text("establishment", "Đơn vị thụ hưởng", 30),
            _count("enterprises_founded", "Số lập doanh nghiệp"),
            _count("households_registered", "Số hộ kinh doanh có đăng ký"),
            _count("households_unregistered", "Số tự sản xuất kinh doanh"),
        ),
    ),
    Table(
        "technology_supports",
        ("Biểu 3", "Biểu 03 - Mô hình, máy móc"),
        "Mô hình trình diễn, ứng dụng máy móc, chuyển giao công nghệ",
        (
            _code(),
            _text("establishment", "Cơ sở thụ hưởng", 34, required=True),
            _text("registration_no", "Mã số thuế/ĐKKD", 14),
            _text("industry", "Ngành nghề", 22),
            _text("equipment", "Máy móc, thiết bị, công nghệ", 34),
            _money("investment_vnd", "Tổng vốn đầu tư"),
            _money("support_vnd", "Kinh phí hỗ trợ", required=True),
            _count("new_jobs", "Lao động tăng thêm"),
            _money("revenue_increase_vnd", "Doanh thu tăng thêm"),
        ),
    ),
    Table(
        "fair_booths",
        ("Biểu 4a", "Biểu 04a - Hội chợ"),
        "Tham gia hội chợ, triển lãm",
        (
            _code(),
            _text("fair_name", "Tên hội chợ", 40, required=True),
            _text("place", "Nơi tổ chức", 20),
            _date("opens_on", "Từ ngày"),
            _date("closes_on", "Đến ngày"),
            _text("establishment", "Cơ sở tham gia", 40),
            _count("booths", "Số gian hàng"),
        ),
    ),
    Table(
        "selected_products",
        ("Biểu 4b", "Biểu 04b - Bình chọn"),
        "Sản phẩm công nghiệp nông thôn tiêu biểu được bình chọn",
        (
            _code(),
            Column("round_year", "Năm bình chọn", "Năm bình chọn", "measure", 10, required=True),
            _choice("level", "Cấp", width=10),
            _text("product", "Sản phẩm", 26, required=True),
            _text("product_group", "Nhóm sản phẩm", 26),
            _text("establishment", "Cơ sở", 38, required=True),
            _text("certificate_no", "Số giấy chứng nhận", 18),
        ),
    ),
    Table(
        "brands",
        ("Biểu 4c", "Biểu 04c - Thương hiệu"),
        "Xây dựng, đăng ký thương hiệu",
        (
            _code(),
            _text("establishment", "Cơ sở", 36, required=True),
            _text("mark", "Nhãn hiệu", 30, required=True),
            _text("certificate_no", "Số văn bằng"),
            _date("certified_on", "Ngày cấp"),
        ),
    ),
    Table(
        "designs",
        ("Biểu 5", "Biểu 05 - Thiết kế mẫu mã"),
        "Thiết kế mẫu mã, bao bì đóng gói",
        (
            _code(),
            _text("establishment", "Cơ sở", 38, required=True),
            _text("product_kind", "Loại sản phẩm", 18, required=True),
            _text("product", "Tên sản phẩm", 30),
            _count("designs", "Số mẫu", required=True),
        ),
    ),
    Table(
        "information_items",
        ("Biểu 6", "Biểu 06 - Tuyên truyền"),
        "Thông tin, tuyên truyền",
        (
            _code(),
            _choice("channel", "Kênh"),
            _text("title", "Tên chuyên mục", 50),
            _date("published_on", "Ngày phát/đăng"),
        ),
    ),
    Table(
        "cluster_works",
        ("Biểu 7", "Biểu 07 - Cụm công nghiệp"),
        "Phát triển cụm công nghiệp",
        (
            _code(),
            _text("cluster_name", "Cụm công nghiệp", 34, required=True),
            _choice("work", "Hạng mục"),
            Column("area_ha", "Diện tích, ha", "Diện tích, ha", "measure", 12),
        ),
    ),
    Table(
        "international_activities",
        ("Biểu 8", "Biểu 08 - Hợp tác quốc tế"),
        "Hợp tác quốc tế về khuyến công",
        (
            _code(),
            _text("country", "Quốc gia"),
            _count("participants", "Số người"),
            _date("held_on", "Ngày"),
        ),
    ),
    Table(
        "management_activities",
        ("Biểu 9", "Biểu 09 - Quản lý"),
        "Nâng cao năng lực quản lý và tổ chức thực hiện khuyến công",
        (
            _code(),
            _choice("activity", "Hoạt động", width=24),
            _count("delegates", "Số đại biểu"),
            _date("held_on", "Ngày"),
            _text("place", "Địa điểm", 30),
            _money("spent_vnd", "Kinh phí"),
        ),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in (PROJECTS, *DETAILS)}
