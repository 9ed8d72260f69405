"""The form table `cluster_works`."""

from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Number, Text
from kc_pipeline.schemas.form_table import FormTable


class ClusterWorks(FormTable):
    """One row a work on an industrial cluster (content 7)."""

    project_code: Text = fields.project_code()
    cluster_name: Text = fields.text("Cụm công nghiệp", required=True)
    work: Text = fields.code("Hạng mục", "work")
    area_ha: Number = fields.number("Diện tích, ha")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "cluster_works"
        title = "Cụm công nghiệp"
