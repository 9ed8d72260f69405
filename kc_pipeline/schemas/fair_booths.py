"""The form table `fair_booths`."""

import pandas as pd

from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.row_rule import row_rule
from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text, Whole
from kc_pipeline.schemas.form_table import FormTable


class FairBooths(FormTable):
    """One row an establishment at a fair (content 4).

    Without an establishment only the centre took part.
    """

    project_code: Text = fields.project_code()
    fair_name: Text = fields.text("Tên hội chợ", required=True)
    place: Text = fields.text("Nơi tổ chức")
    opens_on: Day = fields.day("Từ ngày")
    closes_on: Day = fields.day("Đến ngày")
    establishment: Text = fields.establishment("Cơ sở tham gia")
    booths: Whole = fields.count("Số gian hàng")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "fair_booths"
        title = "Hội chợ"

    @row_rule(
        "fair_booths.closes_before_opens",
        Severity.WARNING,
        at="closes_on",
        needs=("opens_on", "closes_on"),
        title_vi="Hội chợ kết thúc trước ngày khai mạc",
        title_en="The fair closes before it opens",
        message_vi="Ô {cell}: hội chợ kết thúc ngày “{closes_on}”, trước ngày bắt đầu "
        "“{opens_on}” (ô {opens_on_cell}).",
        message_en="Cell {cell}: the fair closes on “{closes_on}”, before it opens on "
        "“{opens_on}” (cell {opens_on_cell}).",
        mend_vi="Đề nghị kiểm tra lại hai ngày này.",
        mend_en="Please check both dates.",
        reason_vi="Hội chợ kết thúc sau khi khai mạc; ngược lại thì một trong hai ngày sai.",
        reason_en="A fair closes after it opens; otherwise one of the two dates is wrong.",
    )
    @classmethod
    def closing_follows_opening(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A fair of one day closes on the day it opens."""
        return frame["closes_on"] >= frame["opens_on"]
