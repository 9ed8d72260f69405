"""Charts as vector graphics, drawn by Vega-Lite without a browser and without a network.

Colours are the variables of the page, so that light, dark and print change them by themselves.
Blue and vermilion are told apart by colour-blind readers too. Equal charts are equal bytes.
"""

import textwrap
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import vl_convert

from kc_pipeline.number_style import number
from kc_pipeline.report.model import Chart, Direction

_VEGA_LITE = "5.20"
"""A version of its own: the next library must not change what was drawn."""

_COLOURS = ("var(--chart-1)", "var(--chart-2)", "var(--chart-3)")
_INK = "var(--ink)"
_LINE = "var(--chart-line)"
_SIZE = 13
_LABEL_WIDTH = 20
_LINE_HEIGHT = 15
_SIZES: Mapping[Direction, Mapping[str, Any]] = {
    Direction.ACROSS: {"width": 230, "height": {"step": 46}},
    Direction.UP: {"width": 340, "height": 230},
}
"""So narrow that a chart stands on a telephone as a whole, its text still large enough to read."""
_PADDING = {"left": 5, "right": 15, "top": 5, "bottom": 5}
"""To the right there is room for an amount that a browser sets wider than it was measured."""
_CONFIG = {
    # vl-convert carries Arimo: text is measured alike on every machine.
    "font": "Arimo, Arial, sans-serif",
    "background": "transparent",
    "aria": False,  # the table beside the chart tells all
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK, "titleColor": _INK, "labelFontSize": _SIZE, "titleFontSize": _SIZE,
        "titleFontWeight": "normal", "ticks": False,
    },
    "legend": {
        "orient": "top", "title": None, "labelColor": _INK, "labelFontSize": _SIZE,
        "symbolType": "square", "labelLimit": 0,
    },
}  # fmt: skip
_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}


def draw(chart: Chart) -> str:
    """The chart as an element ``svg``."""
    svg: str = vl_convert.vegalite_to_svg(
        _specification(chart), vl_version=_VEGA_LITE, format_locale=_LOCALE
    )
    return svg


def _specification(chart: Chart) -> dict[str, Any]:
    """The chart in Vega-Lite: bars in parts, the sum at the end of each, the line of the full."""
    names, amounts = ("y", "x") if chart.direction is Direction.ACROSS else ("x", "y")
    layers = [_bars(chart, names, amounts), _totals(chart, names, amounts)]
    if chart.direction is Direction.ACROSS:
        layers += _labels(chart)
    if chart.full is not None:
        layers.append(
            {
                "data": {"values": [{"full": float(chart.full)}]},
                "mark": {"type": "rule", "color": _INK, "strokeDash": [4, 3]},
                "encoding": {amounts: {"field": "full", "type": "quantitative"}},
            }
        )
    return {
        "config": _CONFIG,
        "padding": _PADDING,
        "layer": layers,
        **_SIZES[chart.direction],
    }


def _bars(chart: Chart, names: str, amounts: str) -> dict[str, Any]:
    colours = {"domain": list(chart.series), "range": list(_COLOURS[: len(chart.series)])}
    axis = {
        "title": None,
        "format": ",.6~f",
        "gridColor": _LINE,
        "domain": False,
        "tickCount": 3 if chart.direction is Direction.ACROSS else 5,
    }
    color = {"field": "series", "type": "nominal", "scale": colours}
    values = [
        {
            "category": bar.category,
            "series": bar.series,
            "place": chart.series.index(bar.series),
            "value": float(bar.value),
        }
        for bar in chart.bars
    ]
    return {
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            names: _categories(chart),
            amounts: {"field": "value", "type": "quantitative", "axis": axis},
            "color": color if len(chart.series) > 1 else {"value": _COLOURS[0]},
            "order": {"field": "place", "type": "quantitative"},
        },
    }


def _totals(chart: Chart, names: str, amounts: str) -> dict[str, Any]:
    is_across = chart.direction is Direction.ACROSS
    beside = {"align": "left", "baseline": "middle", "dx": 5}
    above = {"align": "center", "baseline": "bottom", "dy": -5}
    values = []
    for category in chart.categories:
        total = sum((b.value for b in chart.bars if b.category == category), Decimal(0))
        text = number(total, decimals=None if chart.full is None else 0)
        values.append({"category": category, "total": float(total), "text": text})
    return {
        "data": {"values": values},
        "mark": {
            "type": "text", "fontSize": _SIZE, "color": _INK, **(beside if is_across else above),
        },
        "encoding": {
            names: _categories(chart),
            amounts: {"field": "total", "type": "quantitative"},
            "text": {"field": "text", "type": "nominal"},
        },
    }  # fmt: skip


def _labels(chart: Chart) -> list[dict[str, Any]]:
    """The names beside bars that run across, one layer a number of lines.

    An axis would hang a label of several lines from its first: here it stands in the middle.
    """
    by_lines: dict[int, list[dict[str, str]]] = {}
    for category in chart.categories:
        lines = textwrap.wrap(category, _LABEL_WIDTH)
        named = {"category": category, "label": "\n".join(lines)}
        by_lines.setdefault(len(lines), []).append(named)
    return [
        {
            "data": {"values": values},
            "mark": {
                "type": "text", "align": "right", "baseline": "middle", "lineBreak": "\n",
                "lineHeight": _LINE_HEIGHT, "dy": -_LINE_HEIGHT * (lines - 1) / 2,
                "fontSize": _SIZE, "color": _INK,
            },
            "encoding": {
                "y": _categories(chart),
                "x": {"value": -8},
                "text": {"field": "label", "type": "nominal"},
            },
        }
        for lines, values in sorted(by_lines.items())
    ]  # fmt: skip


def _categories(chart: Chart) -> dict[str, Any]:
    is_across = chart.direction is Direction.ACROSS
    return {
        "field": "category",
        "type": "nominal",
        "sort": list(chart.categories),
        "axis": {
            "title": None, "labels": not is_across, "labelAngle": 0, "labelPadding": 8,
            "domainColor": _LINE,
        },
    }  # fmt: skip
