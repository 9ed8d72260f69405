"""A rule over one row is a decorated method, and nothing else: shown in a copy of the package."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.one_edit.edits import in_guide
from tests.small_phase import HOME, project, report
from tools.sample_phase.workbooks import write_workbook

LOOK = """
import json, sys
from pathlib import Path
from kc_pipeline.feedback.checking import check_files
from kc_pipeline.paths import locate
from tools.generate_docs import rule_list
code = "projects.title_is_test"
(check,) = check_files(locate(), [Path(sys.argv[1])])
found = [(f.severity, f.cell, f.value) for f in check.findings if f.code == code]
print(json.dumps({"found": found, "is_listed": code in rule_list(locate().assets)}))
"""


def test_the_rule_finds_and_is_listed(tmp_path: Path) -> None:
    for package in ("kc_pipeline", "tools"):
        shutil.copytree(HOME / package, tmp_path / package)
    rule = in_guide("kc_pipeline/schemas/projects.py")
    model = tmp_path / "kc_pipeline" / "schemas" / "projects.py"
    model.write_text(model.read_text(encoding="utf-8") + "\n" + rule, encoding="utf-8")
    sent = tmp_path / "2017" / "061.xlsx"
    write_workbook(report("061", 2017, project("a"), project("b", title="Thử")), sent)
    told = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", LOOK, str(sent)],
        cwd=tmp_path,
        env={**os.environ, "KC_HOME": str(HOME)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(told.stdout) == {"found": [["warning", "C5", "Thử"]], "is_listed": True}
