"""The fate of a row in Vietnamese: one sentence, as an officer would answer who asks for it."""

from collections.abc import Callable, Mapping

from kc_pipeline.figures.explaining import Explained

READ_AS: Mapping[str, str] = {
    "preamble": "dòng phía trên tiêu đề bảng",
    "heading": "dòng tiêu đề bảng",
    "column_numbers": "dòng đánh số thứ tự cột",
    "group": "dòng tên nhóm",
    "total": "dòng tổng cộng",
    "subtotal": "dòng cộng nhóm",
    "of_which": "dòng “trong đó”",
    "note": "dòng ghi chú",
    "signature": "phần ký tên",
}
_STATUS: Mapping[str | None, str] = {
    "stopped": "đã ngừng thực hiện",
    "in_progress": "đang thực hiện",
    "carried_over": "được chuyển sang năm sau",
}


def fate_vi(row: Explained) -> str:
    """The sentence on a row's fate."""
    return FATES[row.fate](row)


def _not_data(row: Explained) -> str:
    facts = ", ghi thông tin chung của báo cáo" if row.figures else ""
    return f"Không phải dòng số liệu: {READ_AS[row.read_as]}{facts}."


def _rejected(row: Explained) -> str:
    return f"Chưa được tính: cả tệp chưa được tiếp nhận{_by_rule(row)}."


def _superseded(row: Explained) -> str:
    if row.ruling_path is None:
        return "Không còn hiệu lực: tệp đã được thay thế bằng bản khác."
    if row.ruling_path == row.path:
        return "Không còn hiệu lực: tệp đã được thay bằng nội dung mới tại cùng đường dẫn."
    return f"Không còn hiệu lực: báo cáo đã được thay bằng tệp “{row.ruling_path}”."


def _waiting(row: Explained) -> str:
    instead = "" if row.ruling_path in {None, row.path} else f" của tệp “{row.ruling_path}”"
    return (
        "Chưa được tính: bản điều chỉnh đang chờ cán bộ chấp nhận; số liệu lấy theo bản đã tiếp "
        f"nhận trước đó{instead}."
    )


def _withdrawn(_row: Explained) -> str:
    return "Không được tính: cán bộ phụ trách đã đưa báo cáo ra khỏi số liệu."


def _held_back(row: Explained) -> str:
    return f"Chưa được tính: dòng còn lỗi phải sửa{_by_rule(row)}."


def _reported_twice(row: Explained) -> str:
    return f"Không được tính thêm: đơn vị khác cũng báo cáo đề án này và {_ruling(row)}."


def _other_year(row: Explained) -> str:
    return f"Không được tính tại đây: đề án được báo cáo ở nhiều năm và {_ruling(row)}."


def _not_completed(row: Explained) -> str:
    return f"Đã chấp nhận nhưng chưa tính vào kết quả: đề án {_STATUS[row.project_status]}."


def _partner(_row: Explained) -> str:
    return "Được tính riêng: đề án do đơn vị ngoài tỉnh thực hiện, không cộng vào số của tỉnh."


def _counted(_row: Explained) -> str:
    return "Được tính."


def _by_rule(row: Explained) -> str:
    return f" (quy tắc {row.code})" if row.code else ""


def _ruling(row: Explained) -> str:
    return (
        f"số liệu lấy theo báo cáo năm {row.ruling_year}, tệp “{row.ruling_path}”, "
        f"trang “{row.ruling_sheet}”, dòng {row.ruling_row_no}"
    )


FATES: Mapping[str, Callable[[Explained], str]] = {
    "not_data": _not_data,
    "rejected": _rejected,
    "superseded": _superseded,
    "withdrawn": _withdrawn,
    "waiting": _waiting,
    "held_back": _held_back,
    "reported_twice": _reported_twice,
    "other_year": _other_year,
    "not_completed": _not_completed,
    "partner": _partner,
    "counted": _counted,
}
"""The sentence of every fate that `quality.row_fates` tells."""
