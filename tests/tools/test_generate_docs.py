"""The generated documents tell what the declarations tell."""

from pathlib import Path

import pytest

from kc_pipeline.paths import locate
from tools.generate_docs import data_dictionary, rule_list

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("name", "generated"),
    [("data-dictionary.md", data_dictionary), ("rules.md", rule_list)],
)
def test_what_is_committed_is_fresh(name: str, generated: object) -> None:
    assert callable(generated)
    assert (DOCS / name).read_text(encoding="utf-8") == generated(locate().assets)
