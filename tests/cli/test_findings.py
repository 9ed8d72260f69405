"""``kc findings``."""

import csv
import io
import json
from decimal import Decimal

from tests.cli.conftest import Ran


def test_the_table_tells_place_and_effect(ran: Ran) -> None:
    lines = ran.kc("findings", "2014-2018", "--top", "2").stdout.splitlines()
    assert lines[0] == "1. Lỗi 2017/063.xlsx  file.mislabelled"
    assert lines[2] == "   · chưa xác định được ảnh hưởng: số liệu bị giữ lại không đọc được"
    assert lines[3] == "2. Lỗi 2017/062.xlsx › Biểu 01 - Đề án N4  required.unknown_code"
    assert any(line.endswith("nhiều nhất 10 triệu đồng  (overview.support)") for line in lines)
    assert not any(line.startswith("3. ") for line in lines)


def test_json_and_csv_say_the_same(ran: Ran) -> None:
    told = json.loads(
        ran.kc("findings", "2014-2018", "--format", "json").stdout, parse_float=Decimal
    )
    rows = csv.DictReader(io.StringIO(ran.kc("findings", "2014-2018", "--format", "csv").stdout))
    assert {(int(r["rank"]), r["figure"], r["at_most"]) for r in rows} == {
        (f["rank"], e["figure"], str(e["at_most"]))
        for f in told
        for e in f["effects"] or [{"figure": "", "at_most": ""}]
    }
    assert [f["rank"] for f in told] == list(range(1, len(told) + 1))
    assert told[0]["is_unknown"] is True


def test_a_phase_without_submissions_has_none(ran: Ran) -> None:
    result = ran.kc("findings", "2001-2002")
    assert (result.exit_code, result.stdout) == (0, "2001-2002: không có góp ý nào\n")
