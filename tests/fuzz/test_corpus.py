"""Small files that once were, or easily could be, read wrongly; and how each must end."""

from pathlib import Path

from tests.fuzz.campaign import judged
from tests.fuzz.judging import Verdict

CORPUS = Path(__file__).parent / "corpus"
ENDINGS = {
    "errors_only.xlsx": "read",
    "half_character.xlsx": "read",  # halves of a surrogate pair, and U+0000, as Office escapes
    "heading_over_everything.xlsx": "read",  # merged to the last corner of the sheet
    "one_name_twice.ods": "file.damaged",  # two sheets of one name: an address is two cells
    "open_quote.csv": "file.damaged",
    "other_digits.xlsx": "read",  # ² and ٣ are digits to Python and no numbers
    "sectors_in_circles.xls": "file.truncated",
}


def test_each_ends_as_it_must() -> None:
    paths = sorted(CORPUS.iterdir())
    found = {path.name: verdict for path, verdict in zip(paths, judged(paths), strict=True)}
    assert found == {name: Verdict(ending) for name, ending in ENDINGS.items()}
