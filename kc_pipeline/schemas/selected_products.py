"""The form table `selected_products`."""

import pandas as pd

from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.row_rule import row_rule
from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Text, Whole
from kc_pipeline.schemas.form_table import FormTable


class SelectedProducts(FormTable):
    """One row a product honoured in a selection (content 4).

    Region and nation have no project.
    """

    project_code: Text = fields.project_code(required=False)
    round_year: Whole = fields.year("Năm bình chọn", required=True)
    level: Text = fields.code("Cấp", "level")
    product: Text = fields.text("Sản phẩm", required=True)
    product_group: Text = fields.text("Nhóm sản phẩm")
    establishment: Text = fields.establishment("Cơ sở", required=True)
    certificate_no: Text = fields.text("Số giấy chứng nhận")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "selected_products"
        title = "Bình chọn"

    @row_rule(
        "selected_products.province_without_project",
        Severity.WARNING,
        at="project_code",
        needs=("level",),
        title_vi="Sản phẩm bình chọn cấp tỉnh chưa ghi mã đề án",
        title_en="A product of the province's selection without a project",
        message_vi="Ô {cell}: sản phẩm được bình chọn cấp tỉnh nhưng chưa ghi mã đề án.",
        message_en="Cell {cell}: a product selected at province level has no project code.",
        mend_vi="Đề nghị ghi mã đề án tổ chức bình chọn; chỉ cấp khu vực và quốc gia mới để trống.",
        mend_en="Please enter the code of the selection's project; only region and nation leave "
        "it blank.",
        reason_vi="Bình chọn cấp tỉnh do một đề án khuyến công tổ chức; kinh phí và số sản phẩm "
        "được tính theo đề án đó.",
        reason_en="A selection of the province is some project's; its money and its products "
        "count there.",
    )
    @classmethod
    def province_names_its_project(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Selections of region and nation are nobody's project here."""
        return ~((frame["level"] == "province") & frame["project_code"].isna())
