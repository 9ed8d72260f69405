"""The sentences of the morning summary that page and plain text share, in Vietnamese."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kc_pipeline.number_style import number
from kc_pipeline.report.quantity import AMOUNT, PERCENT, RATIO, Quantity
from kc_pipeline.summary.morning import (
    Correction,
    Morning,
    MovedFigure,
    Received,
    ReportFindings,
)
from kc_pipeline.terminal_text import on_one_line

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(time: datetime) -> str:
    """``01 giờ 05 phút, ngày 02/01/2026``: in Viet Nam."""
    return f"{time.astimezone(_ZONE):%H giờ %M phút, ngày %d/%m/%Y}"


def day(told: date | None) -> str:
    """``15/01/2019``, or that there is none."""
    return f"{told:%d/%m/%Y}" if told else "chưa quy định"


def whose(told: Received | ReportFindings) -> str:
    """Unit and year, as far as they could be told."""
    unit = told.unit or "Chưa rõ đơn vị"
    return f"{unit}, năm {told.year}" if told.year else unit


def status(received: Received) -> str:
    """What became of a submission, and of its rows."""
    word = received.status_vi
    if received.status not in {"accepted", "accepted_with_findings"}:
        return word
    rows = f"{received.rows_accepted} dòng số liệu được tính"
    held = received.rows_quarantined
    return f"{word}: {rows}" + (f", {held} dòng chưa được tính" if held else "")


def value(moved: MovedFigure, *, after: bool) -> str:
    """The value on one side, with its unit where people say one."""
    told = moved.new if after else moved.old
    if told is not None and moved.unit not in {AMOUNT, PERCENT, RATIO}:
        return number(told)
    return Quantity(told, moved.unit).text


def correction(told: Correction) -> str:
    """Whose correction, in place of what, and how many figures it moves."""
    moved = told.moved
    waits = told.received.status == "waiting"
    if moved is None:
        effect = (
            "xem ảnh hưởng bằng lệnh kc preview"
            if waits
            else "không tách riêng được ảnh hưởng của tệp này; xem các chỉ tiêu thay đổi ở trên"
        )
    else:
        effect = (
            f"làm thay đổi {len(moved)} chỉ tiêu" if moved else "không làm thay đổi chỉ tiêu nào"
        )
        effect = f"nếu được chấp nhận sẽ {effect}" if waits else effect
    path, other = on_one_line(told.received.path), on_one_line(told.instead_of)
    instead = f" thay cho {other}" if other != path else " thay nội dung cũ của tệp"
    return f"{whose(told.received)}: {path}{instead}, {effect}"


def headline(morning: Morning) -> str:
    """What there is to say in one sentence."""
    if morning.failure:
        return "Lần tổng hợp gần nhất không thành công."
    if morning.rollback:
        return "Số liệu đang dùng là bản cũ, được khôi phục theo quyết định của cán bộ."
    if morning.compared_with is None:
        return "Đã tổng hợp số liệu; chưa có bản trước để so sánh."
    if not morning.has_news:
        return "Đã tổng hợp số liệu; không có gì thay đổi so với bản trước."
    return f"Đã tổng hợp số liệu: {', '.join(_news(morning))}."


def subject(morning: Morning, now: datetime) -> str:
    """The subject of the mail about it."""
    when = f"ngày {now.astimezone(_ZONE):%d/%m/%Y}"
    if morning.failure:
        return f"[Khuyến công] Tổng hợp số liệu không thành công, {when}"
    if morning.rollback:
        return f"[Khuyến công] Khôi phục bản số liệu cũ, {when}"
    told = ", ".join(_news(morning)) if morning.compared_with else "đã tổng hợp lần đầu"
    return f"[Khuyến công] Tổng hợp số liệu {when}: {told or 'không có gì thay đổi'}"


def _news(morning: Morning) -> list[str]:
    """What differs from the snapshot before, counted."""
    told = [
        (len(morning.arrived), "tệp mới nhận"),
        (len(morning.newly_waiting), "bản điều chỉnh chờ chấp nhận"),
        (len(morning.accepted), "bản điều chỉnh được chấp nhận"),
        (len(morning.gone), "tệp không còn"),
        (len(morning.moved), "chỉ tiêu thay đổi"),
        (sum(r.new for r in morning.findings), "góp ý mới"),
        (sum(r.mended for r in morning.findings), "góp ý đã xử lý xong"),
        (len(morning.newly_missing), "báo cáo vừa quá hạn"),
        (len(morning.new_decisions), "quyết định không còn áp dụng được"),
        (int(morning.broken_off is not None), "lần chạy bị ngắt giữa chừng"),
    ]
    return [f"{n} {what}" for n, what in told if n]


def to_do(morning: Morning) -> Iterator[str]:
    """What people are to do, the most pressing first."""
    if morning.failure:
        yield "Xử lý nguyên nhân nêu trên, rồi chạy lại lệnh kc run."
    for received in morning.refused:
        path = on_one_line(received.path)
        yield f"Đề nghị đơn vị gửi lại tệp {path} ({whose(received)}) sau khi sửa."
    for one in morning.waiting:
        path = on_one_line(one.received.path)
        yield (
            f"Xem xét bản điều chỉnh {path} ({whose(one.received)}) đang chờ: chấp nhận bằng lệnh "
            f'kc accept {one.received.submission_id} --reason "lý do", hoặc không sử dụng bằng '
            "một mục exclusion trong assets/decisions."
        )
    for year in morning.years:
        if year.missing:
            yield f"Đôn đốc gửi báo cáo năm {year.year}: {', '.join(year.missing)}."
    if morning.copies:
        yield (
            f"Gửi trả {len(morning.copies)} bản góp ý trong thư mục feedback để các đơn vị "
            "kiểm tra, chỉnh sửa."
        )
    for name, _ in morning.decisions:
        yield f"Xem lại quyết định {on_one_line(name)}: chưa áp dụng được."
    for edition in morning.editions:
        yield f"Xem xét lập ấn bản mới thay ấn bản {edition.name}: số liệu đã thay đổi."


def below_headline(morning: Morning) -> tuple[str, ...]:
    """What belongs to the headline: a run that failed or was killed, an older snapshot put back."""
    return (*failure_lines(morning), *rollback_lines(morning), *broken_off_lines(morning))


def rollback_lines(morning: Morning) -> tuple[str, ...]:
    """Who put back what is published, when and why, and how long it stays."""
    done = morning.rollback
    if done is None:
        return ()
    who = f"{on_one_line(done.by)} khôi phục lúc {moment(done.rolled_back_at)}"
    why = f"Lý do: {on_one_line(done.reason)}" if done.reason else "Không nêu lý do."
    until = (
        "Bản này giữ nguyên cho đến khi có tệp mới, quyết định mới hoặc thay đổi khác về dữ liệu "
        "đầu vào, hoặc khi chạy lệnh kc run --full."
    )
    return (f"Người thực hiện: {who}.", why, until)


def broken_off_lines(morning: Morning) -> tuple[str, ...]:
    """That the work before was broken off; what is published was not touched by it."""
    if morning.broken_off is None:
        return ()
    when = moment(morning.broken_off.started_at)
    why = "tiến trình bị dừng hoặc máy mất điện"
    kept = "số liệu đã công bố không bị ảnh hưởng"
    return (f"Lần chạy bắt đầu lúc {when} đã bị ngắt giữa chừng ({why}); {kept}.",)


def failure_lines(morning: Morning) -> tuple[str, ...]:
    """When it failed and why, and what is in force all the same."""
    if morning.failure is None:
        return ()
    kept = (
        f"Số liệu đã công bố lúc {moment(morning.published_at)} vẫn giữ nguyên và vẫn dùng được."
        if morning.published_at
        else "Chưa có số liệu nào được công bố."
    )
    return (
        f"Lần chạy kết thúc lúc {moment(morning.failure.failed_at)}, không công bố số liệu mới.",
        f"Nguyên nhân: {on_one_line(morning.failure.cause)}",
        kept,
    )
