"""Names and texts as SQL writes them, for where DuckDB takes no parameters (``comment on``).

Values in a query are bound as parameters, never written with these.
"""


def identifier(*parts: str) -> str:
    """Give a quoted, dotted name: ``"core"."projects"``."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def literal(text: str) -> str:
    """Give a text constant, its quotes doubled."""
    return "'" + text.replace("'", "''") + "'"
