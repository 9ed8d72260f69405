"""Small SQL assets written into a temporary folder, for the tests of the warehouse."""

from pathlib import Path


def write_asset(
    assets_dir: Path, name: str, sql: str, *, columns: str = 'n = "A number"', more: str = ""
) -> Path:
    """Write ``<schema>/<table>.sql``; ``columns`` is its TOML, ``more`` goes above."""
    schema, table = name.split(".")
    header = f"""
title = "Numbers"
title_vi = "Các số"
grain = "one row per number"
{more}
[columns]
{columns}
"""
    return write_file(assets_dir / schema / f"{table}.sql", f"/*{header}*/\n{sql}\n")


def write_file(path: Path, text: str) -> Path:
    """Write a text file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
