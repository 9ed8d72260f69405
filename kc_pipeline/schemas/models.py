"""The form tables, one pandera model each, in the order of the forms."""

from functools import cache

from kc_pipeline.schemas.brands import Brands
from kc_pipeline.schemas.cluster_works import ClusterWorks
from kc_pipeline.schemas.columns import Table
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

MODELS: tuple[type[FormTable], ...] = (
    Projects,
    TrainingClasses,
    TechnologySupports,
    FairBooths,
    SelectedProducts,
    Brands,
    Designs,
    InformationItems,
    ClusterWorks,
    InternationalActivities,
    ManagementActivities,
)


@cache
def tables() -> tuple[Table, ...]:
    """Every form table as plain data, in the order of the forms."""
    return tuple(model.table() for model in MODELS)
