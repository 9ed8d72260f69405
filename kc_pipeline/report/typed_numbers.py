"""The numbers that someone typed into a paragraph by hand, found in its source and read.

What is printed by name, in braces, is none of them, and neither are years, dates, numbers of
documents, codes, and what stands in quotation marks. With what a number is compared is said by
``typed_figures``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from kc_pipeline.report.quantity import AMOUNT, PERCENT, RATIO

_NUMBER = r"\d(?:[\d.,]*\d)?"
_STYLE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_MONEY = {
    "tỷ đồng": Decimal(1000), "tỷ": Decimal(1000),
    "triệu đồng": Decimal(1), "triệu": Decimal(1),
    "nghìn đồng": Decimal("0.001"), "ngàn đồng": Decimal("0.001"),
    "đồng": Decimal("0.000001"),
}  # fmt: skip
"""Words for money, and how many million VND each is."""
_SHARES = ("%", "phần trăm")
_NOT_TYPED = re.compile(
    r"""
      \{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\}  # by name, and what is said to Jinja
    | “[^”]*” | "[^"]*"                      # titles and names
    | \b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b      # 05/02/2019
    | (?i:\bngày\s+\d+\s+tháng\s+\d+ | \b(?:ngày|tháng|quý)\s+\d+(?:\s*/\s*\d{4})?)
    | \b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b  # 2014-2018
    | (?i:\b(?:năm|giai\s+đoạn)\s+\d{4}(?:(?:\s*,\s*|\s+(?:và|đến)\s+)(?:19|20)\d\d\b)*)
    | (?<![\w/.-])[\w/.-]*                    # 45/2012/NĐ-CP, ĐP-2016-12, A4
      (?:\d[/.-]?[A-ZĐ] | [^\W\d_][/-]\d | [A-ZĐ]\d) [\w/.-]*
    """,
    re.VERBOSE | re.DOTALL,
)
_NAMED_AFTER = re.compile(
    r"\b(?:số|điều|khoản|điểm|chương|mục|biểu|phụ\s+lục|thứ|mức\s+độ|cấp\s+độ|chương\s+trình|"
    r"quốc\s+lộ|tổ|thôn|khu|khu\s+vực|công\s+nghiệp|năm|đến|từ)\s+$",
    re.IGNORECASE,
)
"""What stands before a number that is a name: Điều 4, công nghiệp 4.0."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"\s*(?:năm|tháng|ngày|giờ|tuần|quý|tuổi)\b", re.IGNORECASE)
_IN_WORDS = r"(?:\s*\([^)\d]*\))?"
"""A number told once more in words: 30 (ba mươi) đề án."""
_ABOUT = re.compile(r"\b(khoảng|xấp\s+xỉ|ước|hơn|trên|gần)\s+$", re.IGNORECASE)
_ROUNDED = {"hơn": ROUND_FLOOR, "trên": ROUND_FLOOR, "gần": ROUND_CEILING}
_SENTENCE_ENDS = re.compile(r"[;:]|[.!?](?=\s)|\n[ \t]*\n")
_CLAUSE_ENDS = re.compile(_SENTENCE_ENDS.pattern + r"|,(?=\s)")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as it was typed, with its unit; where it stands, and the words around it.

    Money is in million VND. The value is None where it is not written as numbers are; the unit is
    None where no number of the report has it.
    """

    text: str
    line: int
    clause: str
    sentence: str
    value: Decimal | None
    unit: str | None
    step: Decimal
    rounding: str

    def agrees(self, exact: Decimal) -> bool:
        """Whether it is that number, as far as it was typed: ``gần 5,4 tỷ đồng`` is 5.397,29."""
        return self.value == (exact / self.step).to_integral_value(self.rounding) * self.step


@dataclass(frozen=True, slots=True)
class _Found:
    """A match in the source with what was not typed blanked out; the part of ``07/09`` meant."""

    source: str
    text: str
    match: re.Match[str]
    part: str

    @property
    def told(self) -> str:
        """The number with its unit, or the word after it."""
        written = str(self.match[self.part])
        if self.part == "first" and self.match["second"]:
            return written
        after = re.match(r"\s+\w+", self.text[self.match.end() :])
        said = self.match["said"] or (after[0] if after else "")
        return " ".join((written + said).split())

    def around(self, ends: re.Pattern[str]) -> str:
        """The words around it, up to what ends a clause or a sentence."""
        before = [end.end() for end in ends.finditer(self.source, 0, self.match.start())]
        after = ends.search(self.source, self.match.end())
        begin, end = before[-1] if before else 0, after.start() if after else None
        return " ".join(self.source[begin:end].split())


def typed_numbers(source: str, units: Mapping[str, str]) -> Iterator[TypedNumber]:
    """The numbers of a paragraph's source; ``units`` are the units of words: đề án, lớp."""
    text = _NOT_TYPED.sub(lambda found: re.sub(r"[^\n]", "\x03", found[0]), source)
    known = [*_MONEY, *_SHARES, *units]
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(known, key=len)[::-1])
    typed = re.compile(
        rf"(?<![\w.,/])(?P<first>{_NUMBER})(?:\s*[/–-]\s*(?P<second>{_NUMBER}))?{_IN_WORDS}"
        rf"(?P<said>\s*(?:lượt\s+)?(?P<unit>(?:{words})(?!\w)))?(?!\w)",
        re.IGNORECASE,
    )
    for found in typed.finditer(text):
        unit = " ".join((found["unit"] or "").lower().split())
        if not unit and _is_no_figure(text, found):
            continue
        for part in ("first", "second"):
            if found[part]:
                yield _read(_Found(source, text, found, part), unit, units.get(unit))


def _is_no_figure(text: str, found: re.Match[str]) -> bool:
    return bool(
        _NAMED_AFTER.search(text[: found.start()])
        or _TIME.match(text, found.end())
        or _YEAR.fullmatch(found["first"])
    )


def _read(at: _Found, word: str, known: str | None) -> TypedNumber:
    written = at.match[at.part]
    scale = _MONEY.get(word, Decimal(1))
    about = _ABOUT.search(at.text[: at.match.start()])
    value = None
    if _STYLE.fullmatch(written):
        value = Decimal(written.replace(".", "").replace(",", ".")) * scale
    unit = AMOUNT if word in _MONEY else PERCENT if word in _SHARES else known
    if word == "đồng" and "," in written:
        unit, scale, value = RATIO, Decimal(1), value and value / scale
    return TypedNumber(
        text=at.told,
        line=at.source.count("\n", 0, at.match.start()) + 1,
        clause=at.around(_CLAUSE_ENDS),
        sentence=at.around(_SENTENCE_ENDS),
        value=value,
        unit=unit,
        step=_step(written, is_about=about is not None) * scale,
        rounding=_ROUNDED.get(about[1].lower() if about else "", ROUND_HALF_UP),
    )


def _step(written: str, *, is_about: bool) -> Decimal:
    """The place of the last digit that was meant: of ``khoảng 5.400`` the hundreds."""
    whole, _, decimals = written.replace(".", "").partition(",")
    if decimals or not is_about:
        return Decimal(1).scaleb(-len(decimals))
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0")))
