"""What to write into a column, as the template tells it beside the cell: a text and an example.

By column name, since a column means the same in every table. A column that is not listed is
explained by its kind alone, so a new one needs no entry here.
"""

from kc_pipeline.schemas.columns import Column, Kind

LONGEST_TITLE = 32
LONGEST_PROMPT = 255

_HELP = {
    "project_code": (
        "Mã đề án, duy nhất trong toàn tỉnh, ghi giống nhau ở mọi biểu.",
        "ĐP-2017-05",
    ),
    "title": ("Tên đề án hoặc tên chuyên mục theo quyết định phê duyệt.", ""),
    "content_no": ("Số của nội dung hoạt động khuyến công, từ 1 đến 9 (xem trang Danh mục).", "3"),
    "activity": ("Chọn hoạt động trong danh sách.", ""),
    "funding": ("Chọn nguồn kinh phí trong danh sách.", "KCQG"),
    "delivery": ("Chọn: tỉnh thực hiện, hoặc phối hợp (đơn vị ngoài tỉnh thực hiện).", ""),
    "lead_unit": ("Đơn vị chủ trì đề án; đề án do đơn vị chủ trì báo cáo.", ""),
    "partner_unit": ("Đơn vị phối hợp, nếu có.", ""),
    "planned_vnd": ("Kinh phí khuyến công theo kế hoạch được phê duyệt.", "120"),
    "spent_vnd": ("Kinh phí khuyến công đã thực hiện theo quyết toán.", "118,5"),
    "counterpart_vnd": ("Vốn đối ứng của cơ sở thụ hưởng.", "250"),
    "status": ("Chọn tình trạng thực hiện trong danh sách.", "Hoàn thành"),
    "approved_on": ("Ngày quyết định phê duyệt kế hoạch, đề án.", ""),
    "accepted_on": ("Ngày nghiệm thu đề án.", ""),
    "note": ("Ghi chú, nếu có.", ""),
    "class_name": ("Tên lớp đào tạo, tập huấn. Mỗi lớp một dòng.", ""),
    "trade": ("Nghề đào tạo hoặc chuyên đề tập huấn.", "May công nghiệp"),
    "starts_on": ("Ngày khai giảng.", ""),
    "ends_on": ("Ngày bế giảng, không trước ngày khai giảng.", ""),
    "trainees": ("Tổng số học viên của lớp, cả nam và nữ.", "30"),
    "women": ("Số học viên nữ, không lớn hơn số học viên.", "18"),
    "enterprises_founded": ("Số học viên đã thành lập doanh nghiệp sau khóa học.", "2"),
    "households_registered": ("Số học viên lập hộ kinh doanh có đăng ký.", "5"),
    "households_unregistered": ("Số học viên tự sản xuất, kinh doanh, chưa đăng ký.", "10"),
    "registration_no": ("Mã số thuế hoặc số đăng ký kinh doanh.", "4700123456"),
    "industry": ("Ngành nghề sản xuất của cơ sở.", "Chế biến miến dong"),
    "equipment": ("Tên máy móc, thiết bị, công nghệ được hỗ trợ.", ""),
    "investment_vnd": ("Tổng vốn đầu tư, gồm cả kinh phí hỗ trợ.", "450"),
    "support_vnd": ("Kinh phí khuyến công hỗ trợ cơ sở.", "100"),
    "new_jobs": ("Số lao động tăng thêm.", "4"),
    "revenue_increase_vnd": ("Doanh thu tăng thêm trong năm.", "300"),
    "fair_name": ("Tên hội chợ, triển lãm; ghi giống nhau ở mọi dòng của một hội chợ.", ""),
    "place": ("Nơi tổ chức.", ""),
    "opens_on": ("Ngày khai mạc.", ""),
    "closes_on": ("Ngày bế mạc, không trước ngày khai mạc.", ""),
    "booths": ("Số gian hàng của cơ sở tại hội chợ.", "1"),
    "round_year": ("Năm tổ chức bình chọn, gồm bốn chữ số.", "2017"),
    "level": ("Chọn cấp bình chọn trong danh sách.", ""),
    "product": ("Tên sản phẩm.", ""),
    "product_group": ("Nhóm sản phẩm dự bình chọn.", ""),
    "certificate_no": ("Số giấy chứng nhận hoặc văn bằng.", ""),
    "mark": ("Nhãn hiệu, thương hiệu được hỗ trợ đăng ký.", ""),
    "certified_on": ("Ngày cấp văn bằng.", ""),
    "product_kind": ("Loại sản phẩm được thiết kế.", "Bao bì"),
    "designs": ("Số mẫu đã thiết kế cho loại sản phẩm này.", "3"),
    "channel": ("Chọn kênh thông tin trong danh sách. Mỗi chương trình, bài một dòng.", ""),
    "published_on": ("Ngày phát sóng, đăng bài.", ""),
    "cluster_name": ("Tên cụm công nghiệp.", ""),
    "work": ("Chọn hạng mục hỗ trợ trong danh sách.", ""),
    "area_ha": ("Diện tích của cụm, tính bằng héc-ta.", "35,5"),
    "country": ("Quốc gia, vùng lãnh thổ hợp tác.", ""),
    "participants": ("Số người tham gia.", "5"),
    "held_on": ("Ngày tổ chức (ngày bắt đầu, nếu nhiều ngày).", ""),
    "delegates": ("Số đại biểu, người tham dự.", "60"),
}
_KINDS = {
    Kind.TEXT: "Ghi bằng chữ.",
    Kind.PROJECT_CODE: "Ghi đúng mã đã nêu ở biểu đề án.",
    Kind.ESTABLISHMENT: "Tên đầy đủ của cơ sở, ghi giống nhau ở mọi biểu.",
    Kind.PLACE: "Chọn trong danh sách, hoặc ghi tên xã, phường, thị trấn kèm tên huyện.",
    Kind.CODE: "Chỉ dùng giá trị có trong danh sách.",
    Kind.COUNT: "Số nguyên, không âm.",
    Kind.NUMBER: "Số không âm, có thể có phần thập phân.",
    Kind.MONEY: "Số không âm, đơn vị tính: {unit}.",
    Kind.DATE: "Ghi đủ ngày/tháng/năm.",
}


def help_title(heading: str) -> str:
    """The heading, no longer than the title of an input message may be."""
    return heading if len(heading) <= LONGEST_TITLE else heading[: LONGEST_TITLE - 1] + "…"


def help_text(column: Column, *, money_unit: str, year: int) -> str:
    """What to write into the column, whether it must be filled, and an example."""
    what, example = _HELP.get(column.name, ("", ""))
    if column.kind is Kind.DATE:
        example = example or f"15/03/{year}"
    parts = (
        what,
        _KINDS[column.kind].format(unit=money_unit) if _says_more(column) else "",
        "Bắt buộc." if column.value_required else "",
        f"Ví dụ: {example}" if example else "",
    )
    return "\n".join(filter(None, parts))[:LONGEST_PROMPT]


def _says_more(column: Column) -> bool:
    """Whether the kind tells what the column's own text does not."""
    told = {Kind.TEXT, Kind.CODE, Kind.PROJECT_CODE}
    return column.name not in _HELP or column.kind not in told
