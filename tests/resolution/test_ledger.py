from datetime import UTC, datetime
from pathlib import Path

import pytest

from kc_pipeline.resolution.ledger import Entry, Ledger, read_ledger, write_ledger

NOW = datetime(2026, 1, 31, 1, tzinfo=UTC)
LATER = datetime(2026, 2, 1, 1, tzinfo=UTC)
A = Entry("a", "2014/061.xlsx", NOW)
B = Entry("b", "2014/Huyện Ba Bể.xlsx", NOW, replaced_by="a")


def test_without_a_file_nothing_is_remembered(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "ledger.json") == Ledger()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    ledger = Ledger((A, B)).with_withdrawn("a", "sai số liệu", LATER)
    write_ledger(tmp_path / "intake" / "ledger.json", ledger)
    assert read_ledger(tmp_path / "intake" / "ledger.json") == ledger
    assert [file.name for file in (tmp_path / "intake").iterdir()] == ["ledger.json"]


def test_a_ledger_from_before_replacements_were_kept_is_read(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(
        '{"entries": [{"sha256": "a", "path": "2014/061.xlsx", '
        '"modified_at": "2026-01-31T01:00:00+00:00", "withdrawn_at": null, "withdrawn_why": null}]}'
    )
    assert read_ledger(tmp_path / "ledger.json") == Ledger((A,))


def test_an_entry_follows_its_file_and_stays_withdrawn() -> None:
    moved = Entry("a", "2014/moved.xlsx", LATER)
    ledger = Ledger((A, B)).with_withdrawn("a", "sai", LATER).with_accepted([moved])
    assert ledger == Ledger(
        (Entry("a", "2014/moved.xlsx", LATER, withdrawn_at=LATER, withdrawn_why="sai"), B)
    )


def test_what_lies_in_raw_again_is_replaced_no_more() -> None:
    back = Entry("b", B.path, NOW)
    assert Ledger((B,)).with_accepted([back]) == Ledger((back,))


def test_entries_keep_the_order_in_which_they_were_first_accepted() -> None:
    ledger = Ledger().with_accepted([B]).with_accepted([A, B])
    assert [entry.sha256 for entry in ledger.entries] == ["b", "a"]
    assert (ledger.entry("a"), ledger.entry("c")) == (A, None)


def test_what_was_never_accepted_cannot_be_withdrawn() -> None:
    with pytest.raises(KeyError):
        Ledger((A,)).with_withdrawn("c", "sai", NOW)
