"""What a benchmark prints: each figure beside a baseline, the ratio, and the goal if it has one."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
from rich.console import Console
from rich.table import Table

_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        what: what was measured.
        unit: of the value, the baseline and the goal.
        baseline: the same of what the report is compared with; None where nothing compares.
        most: the goal, the largest value that is good; None where there is none.
    """

    what: str
    value: float
    unit: str = "s"
    baseline: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is met; a figure without one always meets it."""
        return self.most is None or self.value <= self.most


@dataclass(frozen=True, slots=True)
class Report:
    """What one benchmark found; ``baseline`` says what the figures are compared with."""

    title: str
    baseline: str
    figures: Sequence[Figure]


def spread(
    what: str, values: Sequence[float], baseline: Sequence[float], most: float | None = None
) -> list[Figure]:
    """Return the median, the 95th percentile and the maximum of seconds, each with its baseline."""
    return [
        Figure(f"{what}, {name}", part(values), baseline=part(baseline), most=most)
        for name, part in (("median", median), ("p95", lambda some: rank(some, 0.95)), ("max", max))
    ]


def median(values: Sequence[float]) -> float:
    """Return the value in the middle."""
    return rank(values, 0.5)


def rank(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def show(report: Report) -> None:
    """Print a report for people."""
    table = Table(title=report.title, title_justify="left", title_style="bold")
    table.add_column("measured")
    for name in ("figure", "baseline", "ratio", "goal"):
        table.add_column(name, justify="right")
    for figure in report.figures:
        table.add_row(*_cells(figure))
    console = Console(width=_WIDTH, highlight=False)
    console.print(table)
    console.print(f"baseline: {report.baseline}\nmachine: {machine()}\n")


def machine() -> str:
    """Return what the figures depend on: cores, memory, Python, and how busy it is."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    baseline = ratio = goal = ""
    if figure.baseline is not None:
        baseline = _with_unit(figure.baseline, figure.unit)
        ratio = f"{figure.value / figure.baseline:.2f}" if figure.baseline else ""
    if figure.most is not None:
        verdict = "[green]met[/]" if figure.met else "[red]MISSED[/]"
        goal = f"≤ {_with_unit(figure.most, figure.unit)} {verdict}"
    return figure.what, _with_unit(figure.value, figure.unit), baseline, ratio, goal


def _with_unit(value: float, unit: str) -> str:
    if value == int(value):
        return f"{value:.0f} {unit}".rstrip()
    digits = 3 if abs(value) < 10 else 1
    return f"{value:.{digits}f} {unit}".rstrip()
