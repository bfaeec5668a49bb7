"""Every benchmark runs, at a size at which its figures mean nothing."""

from pathlib import Path

import pytest

from benchmarks import digests, fan_out, idle, latency, pace, paid, sources, urgent, websub
from benchmarks.__main__ import BENCHMARKS
from benchmarks.report import Figure, Report, rank, show, spread
from benchmarks.stage.databases import POSTGRESQL


def names(report: Report) -> list[str]:
    return [figure.what for figure in report.figures]


async def test_latency_tells_feeds_from_pages_and_the_first_page_from_the_rest() -> None:
    report = await latency.measure(stories=2, follows=10)
    assert [name.partition(",")[0] for name in names(report)] == [
        *["full text in the feed"] * 3,
        "first page",
        *["page fetched"] * 3,
    ]
    assert all(0 < (figure.baseline or 0) < figure.value for figure in report.figures)


async def test_pace_counts_every_message_and_answer() -> None:
    report = await pace.measure(chats=4, questions=1)
    by_name = {figure.what: figure.value for figure in report.figures}
    assert by_name["answered 429"] == 0
    assert by_name["first to last message"] > 0
    assert by_name["/list while alerts wait, max"] > 0


async def test_what_is_urgent_overtakes_digests() -> None:
    report = await urgent.measure(digests=200, times=1)
    assert all(0 < figure.value < 10 for figure in report.figures if figure.unit == "s")
    assert report.figures[-1].value == 0


async def test_paid_messages_are_counted() -> None:
    report = await paid.measure(20, [POSTGRESQL])
    by_name = {figure.what: figure.value for figure in report.figures}
    assert by_name["PostgreSQL: answered 429"] == 0
    assert by_name["PostgreSQL: messages a second"] > 0


async def test_idle_weighs_the_real_process() -> None:
    report = await idle.measure(sources=2, seconds=0.1, settling=0.0, starts=1)
    memory, *_, later_start = report.figures
    assert memory.value > (memory.baseline or 0) > 50
    assert later_start.value > 0


async def test_fan_out_puts_all_into_the_outbox() -> None:
    report = await fan_out.measure(follows=20)
    assert all(figure.value > 0 for figure in report.figures if "stall" not in figure.what)


async def test_pushes_are_quicker_than_looks() -> None:
    report = await websub.measure(stories=1, looks=1.0)
    assert all(0 < figure.value < 10 for figure in report.figures)
    assert all(figure.baseline for figure in report.figures)


async def test_sources_are_looked_at_again_and_again() -> None:
    report = await sources.measure(4, 0.5, hosts=2, settling=0.5, baseline_seconds=1.0)
    by_name = {figure.what: figure.value for figure in report.figures}
    assert by_name["from look to look, median"] > 80
    assert by_name["resident memory, most"] > 50


def test_digests_are_messages_that_telegram_takes() -> None:
    report = digests.measure(headlines=30, rounds=1)
    by_name = {figure.what: figure.value for figure in report.figures}
    assert (by_name["bare, messages"], by_name["with passages, messages"]) == (2, 3)
    assert by_name["bare, spoilt messages"] == by_name["with passages, spoilt messages"] == 0


def test_a_rank_is_one_of_the_values() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [rank(values, share) for share in (0.01, 0.2, 0.5, 0.95, 1.0)] == [1, 1, 3, 5, 5]


def test_a_report_shows_each_figure_beside_its_baseline_and_goal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = [*spread("sending", [0.5], [0.25], most=0.4), Figure("refused", 3, "", most=5)]
    show(Report("How it went", "doing nothing", figures))
    printed = capsys.readouterr().out
    assert "0.500 s" in printed
    assert "0.250 s" in printed
    assert "2.00" in printed
    assert "MISSED" in printed
    assert "≤ 5 met" in printed
    assert "doing nothing" in printed
    assert "Python 3" in printed


def test_every_script_can_be_named() -> None:
    folder = Path(fan_out.__file__).parent
    scripts = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__", "report"}
    assert scripts == set(BENCHMARKS)
