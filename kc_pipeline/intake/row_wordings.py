"""The wordings by which rows are told apart: totals, of-which, notes, signatures, marks, codes.

Only wording: which of them decides a row's fate is for `row_kinds`. Patterns are written in plain
Vietnamese and compared as `same_key` does.
"""

import re
import unicodedata
from typing import Final

from kc_pipeline.intake.wording import same_key


def _any_of(*wordings: str) -> str:
    return "(?:" + "|".join(re.escape(same_key(wording)) for wording in wordings) + ")"


_PART: Final = _any_of(
    "mục", "nhóm", "phần", "nguồn", "nội dung", "biểu", "trang", "KCQG", "KCĐP",
    "khuyến công", "kinh phí khuyến công", "kinh phí KCQG", "kinh phí KCĐP", "quốc gia",
    "địa phương",
)  # fmt: skip
_SECTION: Final = "(?:[Mm]ục|MỤC|[Pp]hần|PHẦN|[Nn]hóm|NHÓM)"
_SUBTOTAL: Final = re.compile(
    rf"{_any_of('cộng', 'tổng cộng', 'tổng số', 'tổng')}"
    rf" ?\(?(?:{_PART}\b.*|[ivx]+\b\)?[.: ]?.*|\d{{1,2}}(?:\.\d+)*\)?(?:[.: ].*)?)"
)
_BARE_SUM: Final = re.compile(rf"{_any_of('cộng')}(?:[ (:].*)?")
_TOTAL: Final = re.compile(
    rf"{_any_of('tổng cộng', 'tổng số')}(?:[ (:,;.=-].*)?"
    rf"|{_any_of('tổng')}(?: {_any_of('kinh phí', 'vốn', 'chi')}.*| ?\(?[ivx\d]+ ?\+.*)?"
)
_NO_TOTAL: Final = re.compile(
    rf"{_any_of('tổng hợp', 'tổng kết', 'cộng hòa', 'cộng đồng', 'cộng tác')}\b"
)
_OF_WHICH: Final = re.compile(rf"{_any_of('trong đó', 'tr.đó', 'tr đó', 'chia ra')}\b")
_NOTE: Final = re.compile(
    rf"{_any_of('ghi chú', 'chú thích', 'lưu ý', 'chú ý', 'nguồn số liệu')}\b|[(\[]?\*|\(\d\)"
)
_OFFICE: Final = _any_of(
    "người lập", "thủ trưởng", "giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch", "KT.",
    "TM.", "TL.", "trưởng phòng", "phó trưởng phòng", "lãnh đạo", "kế toán", "xác nhận",
    "ký tên", "nơi nhận",
)  # fmt: skip
_SIGNATURE: Final = re.compile(
    rf"{_OFFICE}\b|\(?{_any_of('ký')}[ ,)]"
    rf"|.*{_any_of('ngày')}[ .…\d]+{_any_of('tháng')}[ .…\d]+{_any_of('năm')}"
)
_ROMAN: Final = r"(?:[IVX]+|i{1,3}|iv|vi{0,3})"
_MARK: Final = rf"(?:{_SECTION} )?(?P<mark>{_ROMAN}|[A-ZĐa-zđ]|\d{{1,2}}(?:\.\d{{1,2}})*)"
_MARK_ALONE: Final = re.compile(rf"{_MARK}\s*[.):/-]?")
_MARKED_LABEL: Final = re.compile(
    rf"{_MARK}\s*[.):/-]+\s*(?P<label>[^\d\W].*)"
    rf"|(?:{_SECTION} )?(?P<spaced>[IVX]+) (?P<rest>[^\d\W]{{2}}.*)"
)
_BULLETS: Final = "-+•–* "
_CODE: Final = re.compile(r"(?=.*\d)[^\W_]+(?: ?[-/._] ?[^\W_]+)+|(?=.*\d)(?=.*[^\W\d_])[^\W_]{3,}")
_COLUMN_NUMBER: Final = re.compile(r"[(\[]?(?:(?P<number>\d{1,2})[a-z]?|[A-Za-z])[)\]]?(?:\s*=.*)?")


def is_total(text: str) -> bool:
    """``Tổng cộng``, ``Tổng số``: a total of everything; not ``Tổng hợp …``."""
    key = same_key(text.lstrip(_BULLETS))
    return not _NO_TOTAL.match(key) and not is_subtotal(text) and bool(_TOTAL.fullmatch(key))


def is_subtotal(text: str) -> bool:
    """``Cộng``, ``Cộng mục I``: a sum of what stands near; not ``Cộng hòa``, ``Cộng đồng``."""
    key = same_key(text.lstrip(_BULLETS))
    if _NO_TOTAL.match(key):
        return False
    is_sum_of_parts = "+" in key
    return bool((_SUBTOTAL.fullmatch(key) and not is_sum_of_parts) or _BARE_SUM.fullmatch(key))


def is_of_which(text: str) -> bool:
    """``Trong đó``, ``Tr.đó``, ``Chia ra``."""
    return bool(_OF_WHICH.match(same_key(text.lstrip(_BULLETS))))


def is_item(text: str) -> bool:
    """A text that begins with a dash, plus or bullet, as the items under an of-which row do."""
    return text[:1] in _BULLETS and len(text) > 1


def is_note(text: str) -> bool:
    """``Ghi chú: …``, ``(*) …``, ``(1) …``."""
    return bool(_NOTE.match(same_key(text))) or text.startswith("*")


def is_signature(text: str) -> bool:
    """A line of the signature block: an office, ``(Ký, ghi rõ họ tên)``, place and date."""
    return bool(_SIGNATURE.match(same_key(text)))


def mark_alone(text: str) -> str | None:
    """The mark of a group, ``II`` or ``3.``, when nothing else stands in the cell."""
    found = _MARK_ALONE.fullmatch(unicodedata.normalize("NFKC", text))
    return _as_mark(found["mark"]) if found else None


def marked_label(text: str) -> tuple[str, str] | None:
    """Mark and label of ``II. KHUYẾN CÔNG ĐỊA PHƯƠNG`` or ``1. Đào tạo nghề``.

    A Roman numeral may do without a full stop.
    """
    found = _MARKED_LABEL.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    return _as_mark(found["mark"] or found["spaced"]), found["label"] or found["rest"]


def _as_mark(written: str) -> str:
    """Roman numerals in capitals, whatever their case; other letters as they stand."""
    return written.upper() if set(written) <= set("ivx") else written


def is_numeral(mark: str) -> bool:
    """Whether a mark is a Roman numeral."""
    return set(mark) <= set("IVX")


def looks_like_code(text: str) -> bool:
    """Whether a text is built like a project code: ``QG-2014-01``, ``ĐP 2016/07``; no sentence."""
    return bool(_CODE.fullmatch(text))


def column_number(text: str) -> int | str | None:
    """What a cell of a row of column numbers says: ``(3)`` is 3, ``A`` is ``A``; else None."""
    found = _COLUMN_NUMBER.fullmatch(text)
    if found is None:
        return None
    return int(found["number"]) if found["number"] else text
