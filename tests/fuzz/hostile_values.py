"""What people, programs and attackers have put into cells, and what looks like something else."""

from datetime import date, datetime

LONGER_THAN_A_CELL = 40_000

Hostile = str | float | bool | date

INJECTIONS = (
    '=HYPERLINK("http://example.com","đề án")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "<script>alert(1)</script>",
    "<b>Đề án</b> &amp; &#60;",
    "'; drop table core.projects; --",
    '" or ""="',
    "../../etc/passwd",
    "C:\\windows\\system32",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{0.__class__}",
    "%s%n%d",
    "$(touch x)",
)
LETTERS = (
    "\x01\x1b[31m\x7f",
    "_x0000__xD800_",
    "A" * LONGER_THAN_A_CELL,
    "Đ" * 32_767,
    "a" + "\u0301" * 500,
    "\u202edem\u202c",
    "\ufeff\u200b\u2060",
    "\u00ad",
    "\U0001f4a9",
    "\U0010ffff",
    "\ufffd",
    "ẞİıŉǰ",
    "² ½ ٣ १२ Ⅳ",
    "\r\n\t\v\f\x85\u2028",
    "",
    " ",
)
NUMBERS: tuple[Hostile, ...] = (
    1e308,
    -1e308,
    5e-324,
    1e18,
    999_999_999_999_999_999.0,
    -1,
    0,
    0.1 + 0.2,
    2_958_466,
    61,
    1904,
    True,
    "1" * 400,
    "1e400",
    "NaN",
    "-inf",
    "0x10",
    "1,140",
    "1.140.",
    "1..2",
    "--5",
    "(5",
    "５００",
    "²",
    "٣",
    "100%",
    "5 tỷ 300 triệu",
    "1.000.000.000.000.000.000.000.000.000 tỷ đồng",
)
DAYS: tuple[Hostile, ...] = (
    date(1900, 1, 1),
    date(9999, 12, 31),
    datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001 - cells keep no zone
    "31/02/2016",
    "00/00/0000",
    "29/2/2100",
    "ngày 99 tháng 13 năm 0000",
    "Quý V/2016",
    "99999999",
    "1-1-1",
)
WORDINGS = (
    "Tổng cộng",
    "Cộng",
    "Trong đó:",
    "I",
    "III.",
    "9.",
    "10. Nội dung khác",
    "(1)",
    "STT",
    "Mã đề án",
    "Số hiệu đề án",
    "Kinh phí",
    "Đơn vị tính: tỷ đồng",
    "Đơn vị tính: đồng",
    "Mã đơn vị: 999",
    "Năm báo cáo: 2²",
    "Lần báo cáo",
    "Người lập biểu",
    "Ghi chú:",
    "ĐP-2016-07",
    "-",
    "x",
    "…",
)
VALUES: tuple[Hostile, ...] = (*INJECTIONS, *LETTERS, *NUMBERS, *DAYS, *WORDINGS)

SHEET_NAMES = ("Biểu 1", "Biểu 01 - Đề án", "Thông tin chung", "=1+1", "../x", "{{x}}", "Biểu 2")
