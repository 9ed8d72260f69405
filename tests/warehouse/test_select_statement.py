"""Reading one select: what it reads, and what is refused."""

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.warehouse.select_statement import column_names, read_select, syntax_tree


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("select 1 as a", set()),
        ("from core.a select n", {"core.a"}),
        ("SELECT * FROM Core.A", {"core.a"}),
        ("with a as (select * from core.b) select * from a", {"core.b"}),
        ("with a as (select * from core.a) select * from a x join a y using (n)", {"core.a"}),
        (
            "with recursive t as (select n from core.a union all select n + 1 from t) from t",
            {"core.a"},
        ),
        ("select * from core.a union all by name select * from core.b", {"core.a", "core.b"}),
        ("select n, count(*) from core.a group by cube (n, m)", {"core.a"}),
        ("select n, grouping(n) from core.a group by grouping sets ((n), ())", {"core.a"}),
        (
            "select * from core.a p, lateral (select max(m) from staging.b q where q.n = p.n) l",
            {"core.a", "staging.b"},
        ),
        ("select core.district(n) from core.a", {"core.a"}),
        ("select * from core.units_of(2016)", {"core.units_of"}),
        ("select (select max(n) from core.b) from core.a", {"core.a", "core.b"}),
        ("select * from core.a where exists (from core.b)", {"core.a", "core.b"}),
        ("select * from core.a asof join core.b using (n)", {"core.a", "core.b"}),
        ("select * from (pivot core.a on n using sum(m))", {"core.a"}),
        ("select n, k from core.a, unnest([1, 2]) as u(k), range(3) as r(i)", {"core.a"}),
        ("select * from (values (1), (2)) as v(n)", set()),
        ("select n from core.a qualify row_number() over (partition by n) = 1", {"core.a"}),
    ],
)
def test_tables_read(sql: str, reads: set[str]) -> None:
    assert read_select(sql, "f.sql").reads == reads


def test_a_closing_semicolon_is_cut() -> None:
    assert read_select("select ';' as a ; -- end\n", "f.sql").sql == "select ';' as a"
    assert read_select("select 1 -- end", "f.sql").sql == "select 1 -- end"


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select 1; select 2", "more than one statement"),
        ("-- nothing", "there is no SQL"),
        (";", "there is no SQL"),
        ("select from where", "cannot be read"),
        ("select 'open", "cannot be read"),
        ("delete from core.a", "one select statement is expected, not DELETE"),
        ("create table core.a as select 1", "not CREATE"),
        ("select * from a", "the table a needs its schema"),
        ("select * from 'a.csv'", "needs its schema"),
        ("with a as (select 1) select * from (select * from b)", "the table b needs its schema"),
        ("select * from (with a as (select 1) from a) x, a", "the table a needs its schema"),
        ("select * from other.core.a", "without the database other"),
        ("select * from read_csv('a.csv')", "hides what it reads"),
        ("select * from query_table('core.a')", r"query_table\(\) in a from clause"),
    ],
)
def test_refused(sql: str, message: str) -> None:
    with pytest.raises(DeclarationError, match=rf"f\.sql: .*{message}"):
        read_select(sql, "f.sql")


def test_a_tree_is_the_callers_own() -> None:
    sql = read_select("select a.n, a.m as k from core.a", "f.sql").sql
    syntax_tree(sql).set("expressions", [])
    assert column_names(sql) == ("n", "k")
    assert syntax_tree(sql).sql(dialect="duckdb") == "SELECT a.n, a.m AS k FROM core.a"
