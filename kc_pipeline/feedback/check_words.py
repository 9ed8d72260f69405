"""The sentences that every form of a check's result shares, in Vietnamese."""

from collections import Counter

from kc_pipeline.feedback.causes import Cause
from kc_pipeline.feedback.checking import FileCheck
from kc_pipeline.feedback.severity_words import WORDS
from kc_pipeline.rules.finding import Finding, Severity


def whose(check: FileCheck) -> str:
    """Unit, year and form as far as they could be told."""
    told = (
        ("Đơn vị", check.identity.unit_code),
        ("năm", check.identity.year),
        ("mẫu", check.form),
    )
    return ", ".join(f"{word} {value or '(không rõ)'}" for word, value in told)


def verdict(check: FileCheck) -> str:
    """Whether the file would be taken in, and what of it would count."""
    if check.is_rejected:
        return "Báo cáo chưa được tiếp nhận: cần sửa các lỗi đã nêu rồi gửi lại."
    if check.rows_quarantined:
        return (
            f"Báo cáo được tiếp nhận, nhưng {check.rows_quarantined} dòng chưa được tính vì có lỗi."
        )
    if any(f.severity is Severity.WARNING for f in check.findings):
        return "Báo cáo được tiếp nhận, mọi dòng số liệu đều hợp lệ; có điểm cần kiểm tra lại."
    return "Báo cáo được tiếp nhận, mọi dòng số liệu đều hợp lệ."


def rows(check: FileCheck) -> str:
    """How many rows were read, and what became of them."""
    others = check.rows_read - check.rows_accepted - check.rows_quarantined
    return (
        f"Đã đọc {check.rows_read} dòng: {check.rows_accepted} dòng số liệu hợp lệ, "
        f"{check.rows_quarantined} dòng chưa được tính, "
        f"{others} dòng tiêu đề, tổng cộng, ghi chú và tương tự."
    )


def counts(check: FileCheck) -> str:
    """How many findings of each severity."""
    found = Counter(finding.severity for finding in check.findings)
    if not found:
        return "Không có góp ý."
    listed = ", ".join(f"{found[s]} {WORDS[s].lower()}" for s in Severity if found[s])
    return f"Góp ý: {listed}."


def about(cause: Cause) -> tuple[tuple[str, str], ...]:
    """Why the rule exists and what to do, each under its label."""
    return ("Vì sao", cause.rule.reason_vi), ("Cách sửa", cause.rule.mend_vi)


def where(finding: Finding) -> str:
    """Sheet and cell of a finding, its row where no cell is named."""
    if finding.sheet is None:
        return "cả tệp"
    if finding.cell:
        return f"{finding.sheet}!{finding.cell}"
    if finding.row_no:
        return f"{finding.sheet}, dòng {finding.row_no}"
    return f"{finding.sheet}, cả biểu"
