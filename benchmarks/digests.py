"""Two hundred headlines in digests: how long they take, and how many messages Telegram would take.

    python -m benchmarks.digests

Half of the headlines are as sources write them, half hold what breaks messages: markup, emoji,
right-to-left text, thousands of characters. The baseline is what most bots do: HTML with escaped
headlines, cut where 4,096 characters are full. Telegram's limits are counted alike for both.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from aiogram.utils.formatting import sizeof

from benchmarks.report import Figure, Report, median, show
from benchmarks.stage.words import invented
from bot.delivery.beginning import MOST_BARE, MOST_WITH_CONTEXT
from storage.follows import Follow
from views.alert import AlertFacts
from views.digest import DigestFacts, digest
from views.i18n import Language, load_languages
from views.screen import Screen

_MOST_UNITS, _MOST_ENTITIES = 4_096, 100
_ODD = (
    "<b>&amp;",
    "👩\u200d👩\u200d👧🇰🇿" * 40,
    "خبر عاجل",
    "\u202eback",
    "z" + "\u0300" * 300,
    "long " * 900,
)


@dataclass(frozen=True, slots=True)
class _Effort:
    """Seconds of one rendering, its messages, and those that Telegram would refuse or garble."""

    seconds: float
    messages: int
    spoilt: int


def measure(headlines: int = 200, rounds: int = 5) -> Report:
    """Measure digests of this many headlines, bare and with the passages that matched."""
    items = _items(headlines)
    language = load_languages()["en"]
    figures = []
    for name, most in (("bare", MOST_BARE), ("with passages", MOST_WITH_CONTEXT)):
        ours = _measured(rounds, partial(_ours, language, items, most))
        plain = _measured(rounds, partial(_plain, items, context=most == MOST_WITH_CONTEXT))
        figures += [
            Figure(f"{name}, rendered", ours.seconds, baseline=plain.seconds),
            Figure(f"{name}, messages", ours.messages, "", baseline=plain.messages),
            Figure(f"{name}, spoilt messages", ours.spoilt, "", baseline=plain.spoilt, most=0),
        ]
    baseline = "escaped HTML, cut where 4,096 characters are full"
    return Report(f"{headlines} headlines in digests", baseline, figures)


def _items(headlines: int) -> Sequence[AlertFacts]:
    words = invented(1)
    items = []
    for number in range(headlines):
        odd = _ODD[number // 2 % len(_ODD)] if number % 2 else ""
        title = f"{' '.join(next(words) for _ in range(9))} {odd}"
        passage = f"{' '.join(next(words) for _ in range(20))} {odd}"
        follow = Follow(number, next(words), active=True)
        url = f"https://news.example.org/{number}"
        items.append(AlertFacts(number, title, url, "News", None, passage, ((0, 5),), (follow,)))
    return items


def _measured(rounds: int, render: Callable[[], tuple[int, int]]) -> _Effort:
    seconds = []
    messages = spoilt = 0
    for _ in range(rounds):
        began = time.perf_counter()
        messages, spoilt = render()
        seconds.append(time.perf_counter() - began)
    return _Effort(median(seconds), messages, spoilt)


def _ours(language: Language, items: Sequence[AlertFacts], most: int) -> tuple[int, int]:
    facts = DigestFacts("daily", context=most == MOST_WITH_CONTEXT)
    parts = [items[start : start + most] for start in range(0, len(items), most)]
    screens = [digest(language, part, facts) for part in parts]
    return len(screens), sum(not _is_taken(screen) for screen in screens)


def _is_taken(screen: Screen) -> bool:
    return sizeof(screen.text) <= _MOST_UNITS and len(screen.entities) <= _MOST_ENTITIES


def _plain(items: Sequence[AlertFacts], *, context: bool) -> tuple[int, int]:
    whole = "".join(
        f'\n\n<a href="{escape(one.url)}">{escape(one.headline)}</a>'
        + (f"\n{escape(one.excerpt)}" if context else "")
        for one in items
    )
    messages = [whole[at : at + _MOST_UNITS] for at in range(0, len(whole), _MOST_UNITS)]
    return len(messages), sum(map(_is_broken, messages))


def _is_broken(message: str) -> bool:
    """Tell whether a message ends inside of a link or tag, or is too long as Telegram counts."""
    cut = message.count("<a ") != message.count("</a>") or message.count("<") != message.count(">")
    return cut or sizeof(message) > _MOST_UNITS


if __name__ == "__main__":
    show(measure())
