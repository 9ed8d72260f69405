"""What the forms have stands in ``core``, or the declarations are refused."""

from dataclasses import replace

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.schemas.models import tables
from kc_pipeline.staging.form_tables import see_that_all_are_shown
from kc_pipeline.warehouse.published_tables import load_published_assets
from tests.small_phase import HOME


def test_a_column_of_a_form_that_core_lacks_is_named() -> None:
    sql = load_published_assets(HOME / "assets")
    see_that_all_are_shown(sql, tables())
    classes = next(table for table in tables() if table.name == "training_classes")
    women = classes.column("women")
    longer = replace(classes, columns=(*classes.columns, replace(women, name="minority_trainees")))
    with pytest.raises(
        DeclarationError, match=r"training_classes\.sql: lacks .*: minority_trainees;"
    ):
        see_that_all_are_shown(sql, [longer])
