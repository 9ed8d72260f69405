"""What a rule says."""

from dataclasses import replace
from typing import Any

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.rules.finding import Issue, Severity
from kc_pipeline.rules.rule import Rule

RULE = Rule(
    code="support.above",
    severity=Severity.WARNING,
    title_vi="Vượt mức",
    title_en="Above",
    message_vi="Ô {cell}: {value}, {limit:vnd}.",
    message_en="Cell {cell}: {value}, {limit:vnd}.",
    mend_vi="Đề nghị kiểm tra lại.",
    mend_en="Please check.",
    reason_vi="Mức hỗ trợ có giới hạn.",
    reason_en="Support has its limits.",
    details=("limit",),
)


def test_a_message_tells_amounts_as_its_language_does() -> None:
    issue = Issue("support.above", "Biểu 3", "G5", 5, "250,5", {"limit": "200000000"})
    assert RULE.messages(issue, "a.xlsx") == (
        "Ô G5: 250,5, 200.000.000 đồng. Đề nghị kiểm tra lại.",
        "Cell G5: 250,5, 200,000,000 VND. Please check.",
    )


def test_a_message_tells_numbers_as_its_language_does() -> None:
    rule = replace(RULE, message_vi="{limit:number}.", message_en="{limit:number}.")
    told = [
        rule.messages(Issue("support.above", details={"limit": limit}), "a.xlsx")
        for limit in ("60.50", "-1234567.25", "1200", "0.0", "1,5")
    ]
    mend = "Đề nghị kiểm tra lại.", "Please check."
    assert told == [
        (f"{vi}. {mend[0]}", f"{en}. {mend[1]}")
        for vi, en in (
            ("60,5", "60.5"),
            ("-1.234.567,25", "-1,234,567.25"),
            ("1.200", "1,200"),
            ("0", "0"),
            ("1,5", "1,5"),
        )
    ]


def test_an_absent_value_is_called_blank() -> None:
    issue = Issue("support.above", details={"limit": "x"})
    assert RULE.messages(issue, "a.xlsx") == (
        "Ô (trống): (trống), x. Đề nghị kiểm tra lại.",
        "Cell (blank): (blank), x. Please check.",
    )


def test_a_long_value_is_cut_and_put_on_one_line() -> None:
    issue = Issue("support.above", cell="A1", value="a\n{b} " * 100, details={"limit": "1"})
    message = RULE.messages(issue, "a.xlsx")[0]
    assert message.startswith("Ô A1: a {b} a {b}")
    assert "…" in message
    assert len(message) < 170


def test_a_missing_detail_is_an_error() -> None:
    with pytest.raises(DeclarationError, match="lacks the detail limit"):
        RULE.messages(Issue("support.above"), "a.xlsx")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"message_vi": "{limits}."}, "unknown placeholder"),
        ({"message_en": "{limit:x}."}, "unknown placeholder"),
        ({"message_en": "{limit!r}."}, "no conversion"),
        ({"message_en": "{limit."}, "expected '}'"),
        ({"message_en": "{limit.real}."}, "unknown placeholder"),
        ({"message_vi": "Ô {cell}"}, "message_vi must be a full sentence"),
        ({"reason_en": ""}, "reason_en must be a full sentence"),
        ({"mend_vi": "Đề nghị sửa {cell}."}, "mend_vi takes no placeholder"),
        ({"code": "above"}, "is no code"),
        ({"code": "Support.Above"}, "is no code"),
    ],
)
def test_a_fault_of_the_declaration_is_named_with_its_place(
    wrong: dict[str, Any], told: str
) -> None:
    with pytest.raises(DeclarationError, match=told) as caught:
        replace(RULE, **wrong).refuse_faults("reading.toml")
    assert "reading.toml" in str(caught.value)
