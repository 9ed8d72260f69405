"""Detail rows of small phases: the values that matter, the rest as the tests of figures need it."""

from tests.small_phase import MILLION
from tools.sample_phase.submission import Row


def lesson(code: str, trainees: int, name: str | None = None, **told: object) -> Row:
    row = {"project_code": code, "class_name": f"Lớp {trainees}", "trainees": trainees}
    return {**row, "establishment": name, **told}


def booth(code: str, fair: str, name: str | None, booths: int) -> Row:
    return {"project_code": code, "fair_name": fair, "establishment": name, "booths": booths}


def honoured(code: str | None, year: int, level: str, product: str, name: str) -> Row:
    row = {"project_code": code, "round_year": year, "level": level}
    return {**row, "product": product, "establishment": name}


def designed(name: str, kind: str, product: str | None, designs: int) -> Row:
    row = {"project_code": "DESIGN", "establishment": name, "product_kind": kind}
    return {**row, "product": product, "designs": designs}


def held(code: str, activity: str, delegates: int | None, millions: int) -> Row:
    row = {"project_code": code, "activity": activity, "delegates": delegates}
    return {**row, "spent_vnd": millions * MILLION}


def supported(code: str, name: str) -> Row:
    return {"project_code": code, "establishment": name, "support_vnd": MILLION}
