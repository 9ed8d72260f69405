"""The form table `projects`."""

import pandas as pd

from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.row_rule import row_rule
from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text, Whole
from kc_pipeline.schemas.form_table import FormTable

_COUNTED = ("completed", "adjusted")

BEYOND_PLAN_PERCENT = 20
"""How far beyond its plan a project may spend before somebody should look, in percent of the plan.

Plans are adjusted within the year as a matter of course; a fifth more is no longer an adjustment
but, by experience, a unit of money mistaken or a digit too many.
"""


class Projects(FormTable):
    """One row a project that a submission reports."""

    project_code: Text = fields.project_code()
    title: Text = fields.text("Tên đề án", required=True)
    content_no: Whole = fields.content("Nội dung")
    activity: Text = fields.code("Hoạt động", "activity")
    funding: Text = fields.code("Nguồn kinh phí", "funding")
    delivery: Text = fields.code("Hình thức thực hiện", "delivery")
    lead_unit: Text = fields.text("Đơn vị chủ trì")
    partner_unit: Text = fields.text("Đơn vị phối hợp")
    commune: Text = fields.place("Địa điểm (xã/phường)")
    planned_vnd: Whole = fields.money("Kinh phí khuyến công kế hoạch")
    spent_vnd: Whole = fields.money("Kinh phí khuyến công thực hiện", heading=True)
    counterpart_vnd: Whole = fields.money("Vốn đối ứng")
    status: Text = fields.code("Tình trạng", "status")
    approved_on: Day = fields.day("Ngày phê duyệt")
    accepted_on: Day = fields.day("Ngày nghiệm thu")
    note: Text = fields.text("Ghi chú")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "projects"
        title = "Đề án"

    @row_rule(
        "projects.spent_missing",
        Severity.ERROR,
        at="spent_vnd",
        needs=("delivery", "status"),
        title_vi="Đề án đã hoàn thành nhưng thiếu kinh phí thực hiện",
        title_en="A completed project does not tell what was spent",
        message_vi="Ô {cell}: đề án ghi “{status}” nhưng chưa có kinh phí khuyến công thực hiện; "
        "dòng này chưa được tính.",
        message_en="Cell {cell}: the project is “{status}” but tells no amount spent; "
        "the row does not count yet.",
        mend_vi="Đề nghị ghi số kinh phí đã thực hiện của đề án.",
        mend_en="Please enter the amount spent.",
        reason_vi="Tổng kinh phí đã chi là tổng kinh phí thực hiện của các đề án hoàn thành.",
        reason_en="The amounts spent by completed projects are what the totals are made of.",
    )
    @classmethod
    def spent_is_told(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A partner may not tell what it spent; an own project must, once completed."""
        is_counted = (frame["delivery"] == "own") & frame["status"].isin(_COUNTED)
        return ~(is_counted & frame["spent_vnd"].isna())

    @row_rule(
        "projects.spent_beyond_plan",
        Severity.WARNING,
        at="spent_vnd",
        needs=("spent_vnd", "planned_vnd"),
        title_vi="Kinh phí thực hiện vượt xa kế hoạch",
        title_en="Spent far beyond plan",
        message_vi="Ô {cell}: kinh phí thực hiện “{spent_vnd}” vượt quá 120% kế hoạch "
        "“{planned_vnd}” (ô {planned_vnd_cell}).",
        message_en="Cell {cell}: “{spent_vnd}” spent is more than 120 % of the plan of "
        "“{planned_vnd}” (cell {planned_vnd_cell}).",
        mend_vi="Đề nghị kiểm tra lại số liệu và đơn vị tính.",
        mend_en="Please check the amounts and their unit.",
        reason_vi="Chi vượt kế hoạch quá một phần năm thường là nhầm đơn vị tính hoặc gõ thừa chữ "
        "số.",
        reason_en="More than a fifth beyond plan is as a rule a wrong unit of money or a digit "
        "too many.",
    )
    @classmethod
    def spent_is_near_plan(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Compared in whole đồng: the excess is at most a fifth of the plan."""
        planned = frame["planned_vnd"]
        return frame["spent_vnd"] - planned <= planned * BEYOND_PLAN_PERCENT // 100

    @row_rule(
        "projects.accepted_on_missing",
        Severity.NOTICE,
        at="accepted_on",
        needs=("delivery", "status"),
        title_vi="Đề án đã hoàn thành nhưng thiếu ngày nghiệm thu",
        title_en="A completed project without a date of acceptance",
        message_vi="Ô {cell}: đề án ghi “{status}” nhưng chưa có ngày nghiệm thu.",
        message_en="Cell {cell}: the project is “{status}” but has no date of acceptance.",
        mend_vi="Đề nghị bổ sung ngày nghiệm thu nếu có.",
        mend_en="Please add it if there is one.",
        reason_vi="Đề án chỉ được coi là hoàn thành khi đã nghiệm thu.",
        reason_en="A project is completed once it has been accepted.",
    )
    @classmethod
    def acceptance_is_dated(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A partner's project is accepted elsewhere; an own one here."""
        is_counted = (frame["delivery"] == "own") & frame["status"].isin(_COUNTED)
        return ~(is_counted & frame["accepted_on"].isna())

    @row_rule(
        "projects.accepted_before_approved",
        Severity.WARNING,
        at="accepted_on",
        needs=("approved_on", "accepted_on"),
        title_vi="Ngày nghiệm thu trước ngày phê duyệt",
        title_en="Accepted before it was approved",
        message_vi="Ô {cell}: ngày nghiệm thu “{accepted_on}” trước ngày phê duyệt "
        "“{approved_on}” (ô {approved_on_cell}).",
        message_en="Cell {cell}: accepted on “{accepted_on}”, before the approval on "
        "“{approved_on}” (cell {approved_on_cell}).",
        mend_vi="Đề nghị kiểm tra lại hai ngày này.",
        mend_en="Please check both dates.",
        reason_vi="Đề án phải được phê duyệt trước khi thực hiện và nghiệm thu.",
        reason_en="A project is approved before it is carried out and accepted.",
    )
    @classmethod
    def acceptance_follows_approval(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The same day is fine."""
        return frame["accepted_on"] >= frame["approved_on"]
