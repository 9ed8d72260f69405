"""The form table `information_items`."""

from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text
from kc_pipeline.schemas.form_table import FormTable


class InformationItems(FormTable):
    """One row a programme, article or other item (content 6)."""

    project_code: Text = fields.project_code()
    channel: Text = fields.code("Kênh", "channel")
    title: Text = fields.text("Tên chuyên mục")
    published_on: Day = fields.day("Ngày phát/đăng")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "information_items"
        title = "Tuyên truyền"
