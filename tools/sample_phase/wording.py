"""The Vietnamese words of the forms for stored codes, contents and sources of funding."""

from collections.abc import Mapping

CONTENTS: Mapping[int, str] = {
    1: "Đào tạo nghề, truyền nghề",
    2: "Nâng cao năng lực quản lý",
    3: "Mô hình trình diễn, ứng dụng máy móc, chuyển giao công nghệ",
    4: "Phát triển sản phẩm công nghiệp nông thôn tiêu biểu",
    5: "Tư vấn, trợ giúp cơ sở công nghiệp nông thôn",
    6: "Cung cấp thông tin, tuyên truyền",
    7: "Liên doanh, liên kết và phát triển cụm công nghiệp",
    8: "Hợp tác quốc tế về khuyến công",
    9: "Nâng cao năng lực quản lý và tổ chức thực hiện khuyến công",
}

FUNDING_GROUPS = (
    ("I", "KHUYẾN CÔNG QUỐC GIA"),
    ("II", "KHUYẾN CÔNG ĐỊA PHƯƠNG"),
    ("III", "ĐƠN VỊ NGOÀI TỈNH THỰC HIỆN"),
)

ACTIVITIES: Mapping[str, str] = {
    "vocational_training": "Đào tạo nghề",
    "craft_transfer": "Truyền nghề",
    "skills_upgrade": "Nâng cao tay nghề",
    "startup_training": "Khởi sự doanh nghiệp",
    "management_training": "Tập huấn quản lý",
    "enterprise_founding": "Thành lập doanh nghiệp",
    "cleaner_production": "Sản xuất sạch hơn",
    "demonstration": "Mô hình trình diễn",
    "machinery": "Ứng dụng máy móc",
    "technology_transfer": "Chuyển giao công nghệ",
    "cleaner_production_model": "Mô hình sản xuất sạch hơn",
    "selection": "Bình chọn",
    "fair": "Hội chợ, triển lãm",
    "brand": "Thương hiệu",
    "showroom": "Phòng trưng bày",
    "design": "Thiết kế mẫu mã",
    "consulting": "Tư vấn",
    "information": "Thông tin, tuyên truyền",
    "cluster_plan": "Quy hoạch chi tiết cụm",
    "cluster_infrastructure": "Hạ tầng cụm",
    "joint_venture": "Liên doanh, liên kết",
    "pollution_treatment": "Xử lý ô nhiễm",
    "international": "Hợp tác quốc tế",
    "supervision": "Kiểm tra, giám sát",
    "survey": "Khảo sát",
    "conference": "Hội nghị, tập huấn",
    "collaborators": "Mạng lưới cộng tác viên",
    "study_tour": "Đoàn học tập",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "activity": ACTIVITIES,
    "funding": {"national": "KCQG", "local": "KCĐP", "other": "Khác"},
    "delivery": {"own": "Tỉnh thực hiện", "partner": "Phối hợp"},
    "status": {
        "completed": "Hoàn thành",
        "adjusted": "Điều chỉnh",
        "in_progress": "Đang thực hiện",
        "carried_over": "Chuyển năm sau",
        "stopped": "Ngừng",
    },
    "level": {"province": "Tỉnh", "region": "Khu vực", "nation": "Quốc gia"},
    "channel": {
        "television": "Truyền hình",
        "newspaper": "Báo",
        "radio": "Phát thanh",
        "publication": "Ấn phẩm",
        "website": "Trang thông tin điện tử",
    },
    "work": {
        "detailed_plan": "Quy hoạch chi tiết",
        "infrastructure": "Hạ tầng",
        "joint_venture": "Liên doanh, liên kết",
        "pollution_treatment": "Xử lý ô nhiễm",
    },
}


def word_for(column: str, value: str) -> str:
    """The form's word for a stored code; any other text as it stands."""
    return CHOICES.get(column, {}).get(value, value)
