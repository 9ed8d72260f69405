import pytest

from kc_pipeline.report.marked_text import blocks, mark, runs, with_breaks
from kc_pipeline.report.model import Column, Heading, Paragraph, ParagraphKind, Run, Table, TableRow

TABLE = Table("t", "Bảng", (Column("Cột", 1),), (TableRow(((Run("ô"),),)),))


def _blocks(source: str, *printed: Run | Table) -> object:
    return blocks(with_breaks(source), printed)


def test_blank_lines_part_blocks_and_line_ends_do_not() -> None:
    assert _blocks("# Đầu\n\nMột\nhai\n\n- a;\n- b.\n+ c\n") == (
        Heading(1, "", (Run("Đầu"),)),
        Paragraph((Run("Một hai"),)),
        Paragraph((Run("a;"),), ParagraphKind.DASH),
        Paragraph((Run("b."),), ParagraphKind.DASH),
        Paragraph((Run("c"),), ParagraphKind.PLUS),
    )


def test_spaces_that_a_template_leaves_are_tidied_around_printed_things() -> None:
    printed = (Run("07"), Run(" - giữ , nguyên "))
    assert runs(f"Có\n {mark(0)}\n (  {mark(1)}\n) .", printed) == (
        Run("Có "), printed[0], Run(" ("), printed[1], Run(")."),
    )  # fmt: skip


def test_text_of_the_data_is_never_layout() -> None:
    assert _blocks(mark(0), Run("# không phải đầu mục")) == (
        Paragraph((Run("# không phải đầu mục"),)),
    )


def test_a_table_stands_alone() -> None:
    assert _blocks(f"Lời\n\n{mark(0)}\n", TABLE) == (Paragraph((Run("Lời"),)), TABLE)
    with pytest.raises(ValueError, match="table t does not stand alone"):
        _blocks(f"Lời {mark(0)}", TABLE)


def test_what_says_nothing_is_no_block() -> None:
    empty = Table("t", "", (Column("Cột", 1),), ())
    assert _blocks(f"\n \n\n{mark(0)}\n\n", empty) == ()
