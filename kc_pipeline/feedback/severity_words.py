"""How grave findings are called, and in which order they are told."""

from kc_pipeline.rules.finding import Severity

WORDS = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cảnh báo",
    Severity.NOTICE: "Lưu ý",
}
MEANINGS = {
    Severity.ERROR: "phải sửa, số liệu chưa được tính",
    Severity.WARNING: "cần kiểm tra, số liệu vẫn được tính",
    Severity.NOTICE: "để biết, không bắt buộc sửa",
}


def gravest_first(severity: Severity) -> int:
    """A rank to sort by."""
    return list(Severity).index(severity)
