"""The form table `designs`."""

from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Text, Whole
from kc_pipeline.schemas.form_table import FormTable


class Designs(FormTable):
    """One row a kind of product for which designs were made for an establishment (content 5)."""

    project_code: Text = fields.project_code()
    establishment: Text = fields.establishment("Cơ sở", required=True)
    product_kind: Text = fields.text("Loại sản phẩm", required=True)
    product: Text = fields.text("Tên sản phẩm")
    designs: Whole = fields.count("Số mẫu", required=True)

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "designs"
        title = "Thiết kế mẫu mã"
