"""The worst files that could be sent, by name.

Each is as bad as it can be while the one limit it aims at lets it through, or far beyond it.
`python -m benchmarks.hostile_files NAME FOLDER` writes one.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import hostile_others, hostile_xlsx

BUILDERS: tuple[Callable[[Path], Path], ...] = (
    hostile_xlsx.zip_bomb,
    hostile_xlsx.bomb_under_the_ratio,
    hostile_xlsx.value_of_a_whole_part,
    hostile_xlsx.styled_blanks,
    hostile_xlsx.stray_cell,
    hostile_xlsx.long_texts,
    hostile_xlsx.texts_of_full_length,
    hostile_xlsx.many_numbers,
    hostile_xlsx.many_sheets,
    hostile_xlsx.many_listed_sheets,
    hostile_xlsx.many_shared_strings,
    hostile_xlsx.deep_shared_string,
    hostile_xlsx.many_styles,
    hostile_xlsx.shared_formulas,
    hostile_xlsx.many_formulas,
    hostile_xlsx.many_comments,
    hostile_others.big_csv,
    hostile_others.csv_of_one_line,
    hostile_others.csv_of_one_record,
    hostile_others.csv_of_long_values,
    hostile_others.ods_of_repeated_rows,
    hostile_others.ods_of_allowed_rows,
    hostile_others.ods_of_many_runs,
    hostile_others.ods_of_many_styles,
    hostile_others.xls_in_circles,
    hostile_others.xls_of_many_cells,
)


if __name__ == "__main__":
    # In a process of its own: what opens the file must not inherit how much it took to write it.
    _, wanted, into = sys.argv
    builder = next(builder for builder in BUILDERS if builder.__name__ == wanted)
    sys.stdout.write(str(builder(Path(into))))
