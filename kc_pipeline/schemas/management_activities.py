"""The form table `management_activities`."""

from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text, Whole
from kc_pipeline.schemas.form_table import FormTable


class ManagementActivities(FormTable):
    """One row an activity of programme management (content 9)."""

    project_code: Text = fields.project_code()
    activity: Text = fields.code("Hoạt động", "management_activity")
    delegates: Whole = fields.count("Số đại biểu")
    held_on: Day = fields.day("Ngày")
    place: Text = fields.text("Địa điểm")
    spent_vnd: Whole = fields.money("Kinh phí")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "management_activities"
        title = "Quản lý"
