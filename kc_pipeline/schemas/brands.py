"""The form table `brands`."""

from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text
from kc_pipeline.schemas.form_table import FormTable


class Brands(FormTable):
    """One row a mark registered with support (content 4)."""

    project_code: Text = fields.project_code()
    establishment: Text = fields.establishment("Cơ sở", required=True)
    mark: Text = fields.text("Nhãn hiệu", required=True)
    certificate_no: Text = fields.text("Số văn bằng")
    certified_on: Day = fields.day("Ngày cấp")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "brands"
        title = "Thương hiệu"
