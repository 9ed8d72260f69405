"""The form table `technology_supports`."""

import pandas as pd

from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.row_rule import row_rule
from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Text, Whole
from kc_pipeline.schemas.form_table import FormTable


class TechnologySupports(FormTable):
    """One row an establishment supported with a model or machinery (content 3)."""

    project_code: Text = fields.project_code()
    establishment: Text = fields.establishment("Cơ sở thụ hưởng", required=True)
    registration_no: Text = fields.text("Mã số thuế/ĐKKD")
    industry: Text = fields.text("Ngành nghề")
    equipment: Text = fields.text("Máy móc, thiết bị, công nghệ")
    investment_vnd: Whole = fields.money("Tổng vốn đầu tư")
    support_vnd: Whole = fields.money("Kinh phí hỗ trợ", required=True)
    new_jobs: Whole = fields.count("Lao động tăng thêm")
    revenue_increase_vnd: Whole = fields.money("Doanh thu tăng thêm")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "technology_supports"
        title = "Mô hình, máy móc"

    @row_rule(
        "technology_supports.support_above_investment",
        Severity.WARNING,
        at="support_vnd",
        needs=("support_vnd", "investment_vnd"),
        title_vi="Kinh phí hỗ trợ lớn hơn tổng vốn đầu tư",
        title_en="The support exceeds the investment",
        message_vi="Ô {cell}: kinh phí hỗ trợ “{support_vnd}” lớn hơn tổng vốn đầu tư "
        "“{investment_vnd}” (ô {investment_vnd_cell}).",
        message_en="Cell {cell}: the support “{support_vnd}” exceeds the investment "
        "“{investment_vnd}” (cell {investment_vnd_cell}).",
        mend_vi="Đề nghị kiểm tra lại số liệu và đơn vị tính.",
        mend_en="Please check the amounts and their unit.",
        reason_vi="Tổng vốn đầu tư đã bao gồm kinh phí hỗ trợ nên không thể nhỏ hơn.",
        reason_en="The total investment includes the support and cannot be less.",
    )
    @classmethod
    def support_is_part_of_investment(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The total investment includes the support."""
        return frame["support_vnd"] <= frame["investment_vnd"]
