"""The form table `international_activities`."""

from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text, Whole
from kc_pipeline.schemas.form_table import FormTable


class InternationalActivities(FormTable):
    """One row an activity of international cooperation (content 8)."""

    project_code: Text = fields.project_code()
    country: Text = fields.text("Quốc gia")
    participants: Whole = fields.count("Số người")
    held_on: Day = fields.day("Ngày")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "international_activities"
        title = "Hợp tác quốc tế"
