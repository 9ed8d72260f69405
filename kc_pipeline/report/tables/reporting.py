"""How complete the data are: reports by year, who was late or missing, rows held back."""

from dataclasses import replace

from kc_pipeline.report.facts import Facts
from kc_pipeline.report.model import Column, Table
from kc_pipeline.report.quantity import Quantity
from kc_pipeline.report.tables.lines import Line, table_rows

_GAPS = {"missing": "Chưa nhận được", "late": "Gửi chậm"}


def reports_by_year(facts: Facts) -> Table:
    """Reports due, received, late and missing, and their rows, one line a year."""
    lines = [
        Line(
            (
                row["year"],
                *(_in_reports(row[name]) for name in ("expected", "received", "late", "missing")),
                *(row[name] for name in ("rows_accepted", "rows_held")),
            )
        )
        for row in facts.rows("reporting_by_year")
    ]
    titles = (
        "Báo cáo phải gửi", "Đã nhận", "Trong đó: gửi chậm", "Chưa nhận được",
        "Dòng số liệu được tính", "Dòng chưa được tính",
    )  # fmt: skip
    columns = (Column("Năm", 12), *(Column(title, 15, is_number=True) for title in titles))
    caption = "Tình hình gửi báo cáo và số liệu theo năm"
    return Table("reports_by_year", caption, columns, table_rows(lines, columns))


def reporting_gaps(facts: Facts) -> Table:
    """The yearly reports that are missing or came late, by unit."""
    lines = [
        Line((str(number), row["year"], _capital(str(row["unit"])), _GAPS[str(row["gap"])]))
        for number, row in enumerate(facts.rows("reporting_gaps"), start=1)
    ]
    columns = (
        Column("STT", 8),
        Column("Năm", 12),
        Column("Đơn vị", 50),
        Column("Tình trạng", 30),
    )
    caption = "Báo cáo năm gửi chậm hoặc chưa nhận được"
    return Table("reporting_gaps", caption, columns, table_rows(lines, columns))


def held_back(facts: Facts) -> Table:
    """Every row that is held back, where it stands and why."""
    lines = [
        Line(
            (
                str(number), row["year"], _capital(str(row["unit"])), row["path"], row["sheet"],
                row["row_no"], row["reason"],
            )
        )
        for number, row in enumerate(facts.rows("held_back"), start=1)
    ]  # fmt: skip
    columns = (
        Column("STT", 7),
        Column("Năm", 8),
        Column("Đơn vị", 20),
        Column("Tệp báo cáo", 26),
        Column("Biểu", 16),
        Column("Dòng", 7),
        Column("Lý do", 25),
    )
    caption = "Dòng số liệu chưa được tính vào kết quả"
    return Table("held_back", caption, columns, table_rows(lines, columns))


def decisions(facts: Facts) -> Table:
    """What the officers decided on the data: corrections, acceptances, exclusions; with why."""
    lines = [
        Line((str(number), row["text"], row["why"]))
        for number, row in enumerate(facts.rows("decisions"), start=1)
    ]
    columns = (Column("STT", 7), Column("Quyết định", 60), Column("Lý do", 40))
    caption = "Quyết định của cơ quan lập báo cáo đối với số liệu của các đơn vị"
    return Table("decisions", caption, columns, table_rows(lines, columns))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _in_reports(count: str | Quantity) -> str | Quantity:
    return replace(count, unit="submissions") if isinstance(count, Quantity) else count
