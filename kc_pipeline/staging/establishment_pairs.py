"""``staging.establishment_pairs``: the establishments that people are to tell one or two."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from kc_pipeline.intake.establishment_names import LegalForms
from kc_pipeline.resolution.establishment_pairs import suspected_pairs
from kc_pipeline.resolution.establishments import Establishment

_PAIRS = pa.schema(
    [
        ("establishment_id", pa.string()),
        ("other_establishment_id", pa.string()),
        ("similarity", pa.int64()),
    ]
)


def establishment_pairs_table(
    establishments: Iterable[Establishment],
    legal_forms: LegalForms,
    distinct: Iterable[Mapping[str, str]],
) -> pa.Table:
    """One row a pair: the two ids, the lesser first, and the likeness of the names in percent."""
    rows = [
        {
            "establishment_id": pair.first.establishment_id,
            "other_establishment_id": pair.second.establishment_id,
            "similarity": pair.similarity,
        }
        for pair in suspected_pairs(establishments, legal_forms, distinct)
    ]
    return pa.Table.from_pylist(rows, schema=_PAIRS)
