"""The measurements as Markdown, and their place in docs/performance.md between two marks."""

import platform
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.aims import (
    GROWING,
    HELP_SECONDS,
    RATIOS,
    SECTION_MILLISECONDS,
    growth,
    steps_between,
)
from benchmarks.results import Results
from benchmarks.steps import PEERS, ROUNDS, STEPS, Kind

BEGIN = "<!-- measured: begin -->\n"
END = "<!-- measured: end -->\n"
_GIB = 1024**2
_OURS = ("dagster", "duckdb", "pandas", "pandera", "pyarrow", "python-calamine")
_PEERS = ("pandas", "openpyxl", "pandera", "frictionless", "great-expectations")


def write_into(page: Path, results: Results) -> None:
    """Replace what stands between the marks of a page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{told(results)}\n{END}{after}", encoding="utf-8")


def told(results: Results) -> str:
    """Machine and versions, aims, costs by size, growth, answers and profiles."""
    sizes = results.sizes()
    parts = (
        _machine(results),
        _aims(results, sizes),
        *(_costs(results, size) for size in sizes),
        _growth(results, sizes),
        _answers(results, sizes),
        *(_profile(results, size, name) for size in sizes for name in _profiled(results, size)),
    )
    return "\n".join(part for part in parts if part)


def _machine(results: Results) -> str:
    days = sorted({one.at[:10] for one in results.all()})
    loads = [one.load for one in results.all()]
    if not loads:
        return ""
    told = ", ".join(f"{name} {version(name)}" for name in _OURS)
    return (
        f"Measured {days[0] if len(days) == 1 else f'{days[0]} to {days[-1]}'} on "
        f"{_processors()}, {_memory_gib():.0f} GiB; load while measuring "
        f"{statistics.median(loads):.1f} (highest {max(loads):.1f}). "
        f"Python {platform.python_version()}, {told}. Peers: {_peers()}.\n"
    )


def _processors() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


def _memory_gib() -> float:
    first = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()[0]
    return int(first.split()[1]) / _GIB


def _peers() -> str:
    if not PEERS.exists():
        return "not there"
    asking = f"from importlib.metadata import version as v; print(*map(v, {_PEERS!r}))"
    done = subprocess.run(  # noqa: S603  # the peers' interpreter
        [str(PEERS / "python"), "-c", asking], capture_output=True, text=True, check=True
    )
    return ", ".join(map(" ".join, zip(_PEERS, done.stdout.split(), strict=True)))


def _aims(results: Results, sizes: Sequence[int]) -> str:
    rows = [[ratio.about, ratio.aim, *(ratio.of(results, n) for n in sizes)] for ratio in RATIOS]
    shown = [results.typical(size, "help") for size in sizes]
    rows.append(
        [
            "`kc --help`, s",
            f"< {HELP_SECONDS:g}",
            *(_limited(one.seconds, HELP_SECONDS) if one else "" for one in shown),
        ]
    )
    slowest = [max(_told(results, size, "sections").values(), default=None) for size in sizes]
    rows.append(
        [
            "slowest section table, ms",
            f"< {SECTION_MILLISECONDS:g}",
            *(_limited(one, SECTION_MILLISECONDS) if one else "" for one in slowest),
        ]
    )
    return _titled(
        "Aims, by the clock (by the processor); missed ones in bold",
        ["", "aim", *(f"{_figure(size)} workbooks" for size in sizes)],
        rows,
    )


def _costs(results: Results, size: int) -> str:
    rows = []
    for step in (step for steps in ROUNDS for step in steps if step.kind is not Kind.PROFILE):
        cost = results.typical(size, step.name)
        if cost:
            mark = "> " if cost.ending == "capped" else ""
            cells = (f"{cost.seconds:.2f}", f"{cost.processor:.2f}", _figure(cost.peak_mib))
            rows.append([step.about, *(mark + cell for cell in cells), str(cost.times)])
    return _titled(
        f"{_figure(size)} workbooks",
        ["", "s", "s of processor", "peak MiB", "times"],
        rows,
    )


def _growth(results: Results, sizes: Sequence[int]) -> str:
    between = steps_between(sizes)
    rows = []
    for name in GROWING:
        found = [growth(results, name, *pair) for pair in between]
        cells = (cell for ratios in found for cell in (ratios or ("", "")))
        rows.append([STEPS[name].about, *cells])
    heads = [
        f"{_figure(smaller)} → {_figure(larger)} (× {times:.1f}): {what}"
        for (smaller, larger), times in between.items()
        for what in ("time ×", "memory ×")
    ]
    return _titled("Growth", ["", *heads], rows) if between else ""


def _answers(results: Results, sizes: Sequence[int]) -> str:
    rows = []
    for kind, about in (("questions", "question"), ("sections", "")):
        by_size = [_told(results, size, kind) for size in sizes]
        for name in by_size[-1] if by_size else ():
            cells = (f"{of[name]:.1f}" if name in of else "" for of in by_size)
            rows.append([f"{about} {name}".strip(), *cells])
    heads = ["ms", *(f"{_figure(size)} workbooks" for size in sizes)]
    return _titled("Answers of the published file", heads, rows) if rows else ""


def _told(results: Results, size: int, kind: str) -> dict[str, float]:
    """The medians over the turns of what `benchmarks.answers` printed."""
    found = [one.told[kind] for one in results.of(size, "answers") if kind in one.told]
    return {name: statistics.median(of[name] for of in found) for name in (found or [{}])[0]}


def _profiled(results: Results, size: int) -> Iterator[str]:
    for name, step in STEPS.items():
        if step.kind is Kind.PROFILE and any("parts" in r.told for r in results.of(size, name)):
            yield name


def _profile(results: Results, size: int, name: str) -> str:
    shares = next(one.told["parts"] for one in results.of(size, name) if "parts" in one.told)
    rows = [[part, f"{share:.1f}"] for part, share in shares.items()]
    return _titled(
        f"Where the time goes: {STEPS[name].about}, {_figure(size)} workbooks", ["", "%"], rows
    )


def _titled(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"### {title}", "", _line(heads), _line(["---", *("---:" for _ in heads[1:])])]
    return "\n".join([*lines, *map(_line, rows), ""])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _limited(value: float, limit: float) -> str:
    return f"{value:.2f}" if value < limit else f"**{value:.2f}**"


def _figure(number: float) -> str:
    return f"{number:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
