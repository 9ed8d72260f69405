"""Frames of a form table with one row each, complete unless a test takes something away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa

from kc_pipeline.rules.places import CellText, RowPlace
from kc_pipeline.rules.validation import frame_from_arrow
from kc_pipeline.schemas.brands import Brands
from kc_pipeline.schemas.cluster_works import ClusterWorks
from kc_pipeline.schemas.columns import Column, Kind
from kc_pipeline.schemas.designs import Designs
from kc_pipeline.schemas.fair_booths import FairBooths
from kc_pipeline.schemas.form_table import FormTable
from kc_pipeline.schemas.information_items import InformationItems
from kc_pipeline.schemas.international_activities import InternationalActivities
from kc_pipeline.schemas.management_activities import ManagementActivities
from kc_pipeline.schemas.projects import Projects
from kc_pipeline.schemas.selected_products import SelectedProducts
from kc_pipeline.schemas.technology_supports import TechnologySupports
from kc_pipeline.schemas.training_classes import TrainingClasses

Values = Mapping[str, object]

COMPLETE: Mapping[type[FormTable], Values] = {
    Projects: {
        "project_code": "ĐP-2016-07",
        "title": "Hỗ trợ máy sấy miến dong",
        "content_no": 3,
        "activity": "machinery",
        "funding": "local",
        "delivery": "own",
        "planned_vnd": 100_000_000,
        "spent_vnd": 100_000_000,
        "status": "completed",
        "approved_on": date(2016, 3, 1),
        "accepted_on": date(2016, 11, 1),
    },
    TrainingClasses: {
        "project_code": "QG-2014-01",
        "class_name": "Lớp 1",
        "starts_on": date(2014, 5, 1),
        "ends_on": date(2014, 6, 1),
        "trainees": 30,
        "women": 12,
    },
    TechnologySupports: {
        "project_code": "ĐP-2016-07",
        "establishment": "HTX Tân Thành",
        "investment_vnd": 200_000_000,
        "support_vnd": 100_000_000,
    },
    FairBooths: {
        "project_code": "ĐP-2016-01",
        "fair_name": "Hội chợ vùng Đông Bắc",
        "opens_on": date(2016, 9, 1),
        "closes_on": date(2016, 9, 7),
        "booths": 2,
    },
    SelectedProducts: {
        "project_code": "ĐP-2016-02",
        "round_year": 2016,
        "level": "province",
        "product": "Miến dong",
        "establishment": "HTX Tân Thành",
    },
    Brands: {"project_code": "ĐP-2016-03", "establishment": "HTX Tân Thành", "mark": "Miến dong"},
    Designs: {
        "project_code": "ĐP-2016-04",
        "establishment": "HTX Tân Thành",
        "product_kind": "Miến dong",
        "designs": 2,
    },
    InformationItems: {"project_code": "ĐP-2016-05", "channel": "television"},
    ClusterWorks: {
        "project_code": "ĐP-2016-06",
        "cluster_name": "Huyền Tụng",
        "work": "detailed_plan",
        "area_ha": 12.5,
    },
    InternationalActivities: {"project_code": "ĐP-2016-08", "participants": 5},
    ManagementActivities: {"project_code": "ĐP-2016-09", "activity": "survey"},
}


@dataclass(frozen=True)
class ShownCells:
    """Every column under the letter of its place in the table, its text as in the row."""

    model: type[FormTable]
    row: Values

    def __call__(self, place: RowPlace, column: str) -> CellText:
        names = [known.name for known in self.model.table().columns]
        value = self.row.get(column)
        letter = chr(ord("A") + names.index(column))
        return CellText(f"{letter}{place.row_no}", None if value is None else str(value))


def row_of(model: type[FormTable], changes: Values) -> Values:
    """The complete row with some values changed; None takes a value away."""
    return {**COMPLETE[model], **changes}


def arrow_of(model: type[FormTable], *rows: Values) -> pa.Table:
    """The rows as an Arrow table, numbered from 0."""
    schema = pa.schema(
        [("row_id", pa.int64()), *((c.name, _arrow_type(c)) for c in model.table().columns)]
    )
    numbered = [
        {**dict.fromkeys(schema.names), **row, "row_id": row_id} for row_id, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(numbered, schema=schema)


def frame_of(model: type[FormTable], *rows: Values) -> pd.DataFrame:
    return frame_from_arrow(arrow_of(model, *rows), model)


def _arrow_type(column: Column) -> pa.DataType:
    if column.name == "content_no":
        return pa.int64()
    types = {
        Kind.MONEY: pa.int64(),
        Kind.COUNT: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.DATE: pa.date32(),
    }
    return types.get(column.kind, pa.string())
