"""Every code that can stand in a published column has its words, and the first questions answer."""

import duckdb

from kc_pipeline.build_inputs import InputKind
from kc_pipeline.decisions.decision import Kind
from kc_pipeline.feedback.severity_words import WORDS
from kc_pipeline.figures.fate_words import FATES, READ_AS
from kc_pipeline.figures.reconciling import Verdict
from kc_pipeline.rules.finding import Severity
from tests.small_phase import Outcome


def test_every_code_that_stands_anywhere_has_words(sample: Outcome, random_phase: Outcome) -> None:
    columns = sample.rows("select distinct table_name, column_name from quality.code_words")
    stands = " union all ".join(
        f"select distinct '{table}' as table_name, '{column}' as column_name, {column} as code "
        f"from {table}"
        for table, column in columns
    )
    wordless = f"""
        select * from ({stands}) as found
        where code is not null
            and (table_name, column_name, code) not in (
                select (table_name, column_name, code) from quality.code_words
            )
            and code not in (select code from core.codes where code_list = column_name)
    """
    assert (sample.rows(wordless), random_phase.rows(wordless)) == ([], [])


def test_every_code_that_the_program_knows_has_words(sample: Outcome) -> None:
    told: dict[tuple[str, str], set[str]] = {}
    for table, column, code in sample.rows(
        "select table_name, column_name, code from quality.code_words"
    ):
        told.setdefault((table, column), set()).add(code)
    assert told["quality.row_fates", "fate"] == set(FATES)
    assert told["quality.row_fates", "read_as"] == {"data", *READ_AS}
    assert told["quality.findings", "severity"] == set(Severity)
    assert told["quality.rules", "severity"] == set(Severity)
    assert told["quality.finding_history", "severity"] == set(Severity)
    assert told["assessment.reconciliation", "verdict"] == set(Verdict)
    assert told["quality.inputs", "kind"] == set(InputKind)
    assert told["quality.decisions", "kind"] == {kind.value for kind in Kind}


def test_severities_are_called_in_the_copies_as_in_the_warehouse(sample: Outcome) -> None:
    told = sample.rows("""
        select distinct code, label_vi from quality.code_words where column_name = 'severity'
    """)
    assert sorted(told) == sorted((severity.value, word) for severity, word in WORDS.items())


def test_columns_of_codes_name_each_of_them(sample: Outcome) -> None:
    """What a column's comment lists is what has words: a new state is told in both places."""
    assert (
        sample.rows("""
            select w.table_name, w.column_name, w.code
            from quality.code_words as w
            join quality.dictionary as d
                on w.table_name = d.schema_name || '.' || d.object_name
                and w.column_name = d.column_name
            where not contains(d.about, w.code) and w.column_name <> 'severity'
        """)
        == []
    )


def test_where_to_start_names_what_there_is_and_each_example_answers(sample: Outcome) -> None:
    there = sample.rows("""
        select schema_name || '.' || object_name from quality.dictionary
        where column_name is null and object_name is not null
    """)
    told = sample.rows("select reads, example from quality.start_here order by place")
    assert [reads for reads, _ in told if (reads,) not in there] == []
    assert [reads for reads, example in told if reads not in example] == []
    unanswered = []
    with duckdb.connect(sample.project.published, read_only=True) as connection:
        for reads, example in told:
            if connection.execute(example).fetchone() is None:
                unanswered.append(reads)
    assert unanswered == []


def test_the_file_says_what_it_is(sample: Outcome) -> None:
    assert sample.rows("""
        select province_vi, first_year, last_year, submissions, is_example, said_vi is not null
        from quality.about
    """) == [("Tỉnh Bắc Kạn", 2014, 2018, 45, True, True)]


def test_supported_establishments_are_counted_anew_at_each_level(random_phase: Outcome) -> None:
    asked = "from sections.supported_establishments_of(2014, 2016)"
    for dimension in ("year", "activity", "delivery"):
        of_project = f"coalesce({dimension}, {NO_PROJECT[dimension]})"
        others = [name for name in ("year", "district_code", "activity", "delivery")
                  if name != dimension]  # fmt: skip
        only = " and ".join(f"{name} is null" for name in others)
        assert random_phase.rows(
            f"select {dimension}, establishments {asked} where {only} "
            f"and {dimension} is not null order by 1"
        ) == random_phase.rows(
            f"select {of_project}, count(distinct establishment_id) "
            "from core.establishment_supports where year between 2014 and 2016 "
            "group by 1 order by 1"
        )
    total = "where year is null and district_code is null and activity is null and delivery is null"
    assert random_phase.rows(f"select establishments {asked} {total}") == random_phase.rows(
        "select count(distinct establishment_id) from core.establishment_supports "
        "where year between 2014 and 2016"
    )


NO_PROJECT = {"year": "null", "activity": "'selection'", "delivery": "'own'"}
"""What an honoured product without a project is counted under."""
