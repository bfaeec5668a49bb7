"""Every view, from sample data, in every language, within Telegram's limits."""

import inspect
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

import views
import views.alert
import views.channels
import views.chat_trouble
import views.digest
import views.follow
import views.follow_card
import views.help
import views.list
import views.query_errors
import views.refusals
import views.rhythm
import views.sources.adding
import views.sources.exporting
import views.sources.importing
import views.sources.listing
import views.sources.news
import views.sources.removing
import views.sources.status
import views.stats
import views.troubles
import views.unfollow
import views.welcome
from actions.sources.surveying import survey
from matching.errors import Reason
from news.discovery.outcomes import Reason as NoSource
from storage.destinations import Destination
from storage.discoveries import Discovery, Found, Imported, Line, Proposed, Refused
from storage.figures import Figures
from storage.follows import Follow
from storage.lately import Recent
from storage.rhythms import Rhythm
from storage.watched import Watched
from views import menu, notices
from views.digest import DigestFacts
from views.i18n import Language
from views.screen import Screen

BIGGEST_ID = 9_223_372_036_854_775_807
ACTIVE = Follow(BIGGEST_ID, 'stalking "Уголовный кодекс"', active=True)
REMOVED = Follow(BIGGEST_ID - 1, "сталкинг", active=False)
FIGURES = Figures(
    chats=1_234_567,
    follows=21,
    sources_ok=5,
    sources_failing=2,
    articles=0,
    alerts_sent=1,
    alerts_waiting=11,
    median=1.26,
    p95=1_234.5,
    dropped={
        "old": 1_200,
        "first look": 30,
        "repeated": 4,
        "no address": 3,
        "no text": 2,
        "unreadable": 1,
    },
)
NO_FIGURES = Figures(0, 0, 0, 0, 0, 0, 0, median=None, p95=None)
FACTS = views.alert.AlertFacts(
    alert_id=BIGGEST_ID,
    headline="Parliament makes stalking a crime",
    url="https://news.example/2025/11/stalking",
    source="Example News",
    published=datetime(2025, 11, 24, 9, 5, tzinfo=UTC),
    excerpt="From January, stalking is punished by up to 50 days of arrest.",
    spans=((14, 22),),
    follows=(ACTIVE, REMOVED),
)
ALSO = tuple((f"Outlet {at}", f"https://{at}.example/a") for at in range(13))
REASONS = (*Reason, "of another version")
RHYTHM_COMMANDS = ("pause", "resume", "digest", "quiet", "cap", "silent", "timezone")
OTHER_RHYTHM = Rhythm(
    zone="Europe/Berlin", rhythm="weekly", digest_day=6, quiet_from=1_320, quiet_to=420, cap=1,
    silent=True, context=False, paused_at=datetime(2025, 11, 24, tzinfo=UTC),
)  # fmt: skip
REASONS_OF_DIGESTS = ("away", "paused", "quiet", "cap", "daily", "weekly", "together")

Sample = Callable[[Language], Screen]

NOW = datetime(2025, 11, 24, 17, 33, tzinfo=UTC)
TUNED = replace(ACTIVE, rhythm="weekly", reports="every", muted_until=NOW + timedelta(days=7))
RHYTHMS, REPORTS = ("now", "daily", "weekly"), ("noted", "every", "first")
RECENT = (
    Recent("https://news.example/1", "Parliament makes stalking a crime", "Orda.kz", NOW),
    Recent("javascript:alert(1)", "\u202e" + "long " * 300, "Айғақ " * 50, NOW),
    Recent("https://news.example/" + "x" * 1_000, "", "", NOW - timedelta(days=40)),
    *(Recent(f"https://news.example/{n}", "🏛" * 5_000, "N" * 500, NOW) for n in range(5)),
)
NO_SOURCE = (*NoSource, "no_list", "file_too_large", "too_many", "no_file", "failed")
NEWS = ("failing", "well", "reminder", "silent", "empty", "unreadable", "ended", "readdressed", "?",
        "rights_lost", "rights_back")  # fmt: skip
PROPOSED = Proposed(
    url="https://news.example/feed",
    kind="feed",
    name="Жаңалықтар " * 20,
    headlines=("Parliament makes stalking a crime", "\u202e" + "long " * 300, ""),
    source_id=BIGGEST_ID,
)
LINES = (
    Line("https://one.example/feed", "One", "added"),
    Line("https://two.example/feed", "", "known"),
    Line("https://three.example/feed", "Three", "unreachable", "cannot connect"),
    Line("https://four.example/feed", "Four " * 50, "full"),
)


def _card(follow: Follow, rhythm: Rhythm, lately: Sequence[Recent] = RECENT) -> Sample:
    facts = views.follow_card.CardFacts(follow, rhythm, NOW, lately, page=2**31 - 1)
    return lambda language: views.follow_card.follow_card(language, facts)


def watched(number: int = 1, *, common: bool = False, **more: object) -> Watched:
    facts: dict[str, object] = {
        "id": BIGGEST_ID - number,
        "url": f"https://news.example/{number}",
        "host": "news.example:443",
        "name": "Orda.kz " * (number % 30),
        "called": None,
        "kind": "feed",
        "origin": "people",
        "common": common,
        "own": not common,
        "state": "active",
        "looked_at": NOW - timedelta(minutes=number),
        "tried_at": NOW,
        "due_at": NOW,
        "interval": 90.0 * number,
        "failures": 0,
        "error": None,
        "health": None,
    }
    return Watched(**(facts | more))  # type: ignore[arg-type] # a test's own shorthand


LONG_AGO = NOW - timedelta(days=2)
ILL = (
    watched(1, failures=6, error="answered 503", looked_at=LONG_AGO),
    watched(2, failures=1, error="cannot connect to news.example", looked_at=None),
    watched(3, state="ended"),
    watched(4, due_at=LONG_AGO, tried_at=LONG_AGO),
    watched(5, looked_at=None, tried_at=None),
    watched(6, looked_at=None, host="", kind="chat"),
    *(watched(one, health={"told": told}) for one, told in enumerate(("empty", "silent"), 8)),
    watched(10, health={"told": "unreadable"}),
    watched(7, due_at=LONG_AGO, tried_at=None, looked_at=None),
)
MANY = (*ILL, *(watched(one, common=True) for one in range(40)))


def _discovered(
    found: Found | None, state: str, kind: str = "address", *, common: bool = False
) -> Sample:
    here = Destination(1, 7, 0, "en")
    one = Discovery(BIGGEST_ID, here, 7, kind, "orda.kz", state, found, None, None, 0)
    return lambda language: views.sources.adding.discovered(language, one, common=common)


def _refused(code: str, kind: str = "address") -> Sample:
    return _discovered(Refused(code, "404"), "refused", kind)


def _sources(page: int, *, operator: bool = False, removed: bool = False) -> Sample:
    shown = views.sources.listing.Shown(
        NOW, page, operator, (BIGGEST_ID, PROPOSED) if removed else None
    )
    return lambda language: views.sources.listing.sources_listed(language, MANY, shown)


def _surveyed(follows: int, *seen: Watched) -> Sample:
    return lambda language: views.sources.status.surveyed(language, follows, survey(seen, NOW), NOW)


def _news(what: str) -> Sample:
    source = watched(3, common=what == "well")
    return lambda language: views.sources.news.source_news(language, source, what, "answered 404")


CHANNEL = "\u202eАйғақ " * 30
TROUBLES = ("removed", "silenced", "topic_closed", "topic_gone", "of another version")


def _offered_channel(*, follows: bool) -> Sample:
    return lambda language: views.channels.channel_offered(
        language, BIGGEST_ID, CHANNEL, follows=follows
    )


def _trouble(what: str, *, is_channel: bool) -> Sample:
    address = "https://t.me/c/1234567890/17" if what.startswith("topic") else ""
    trouble = views.chat_trouble.Trouble(CHANNEL, is_channel, what, is_channel, address)
    return lambda language: views.chat_trouble.chat_trouble(language, trouble)


def _refused_channel(reason: str) -> Sample:
    return lambda language: views.channels.channel_refused(language, reason)


def _bad_query(reason: str) -> Sample:
    return lambda language: views.query_errors.bad_query(language, reason, 7)


SAMPLES: dict[str, Sample] = {
    "alert": lambda language: views.alert.alert(language, FACTS),
    **{
        f"alert, others report it, {muted}": lambda language, muted=muted: views.alert.alert(  # type: ignore[misc]
            language, replace(FACTS, also=ALSO, muted_story=muted)
        )
        for muted in (False, True)
    },
    **{
        f"digest, {why}": lambda language, why=why: views.digest.digest(  # type: ignore[misc]
            language, [FACTS] * 3, DigestFacts(why, more=21, cap=5)
        )
        for why in (*REASONS_OF_DIGESTS, "of another version")
    },
    "digest, one without context": lambda language: views.digest.digest(
        language, [FACTS], DigestFacts("", context=False)
    ),
    "rhythm_shown": lambda language: views.rhythm.rhythm_shown(language, Rhythm(), NOW, None, ""),
    **{
        f"rhythm_shown, {changed}": lambda language, changed=changed: (  # type: ignore[misc]
            views.rhythm.rhythm_shown(language, OTHER_RHYTHM, NOW, NOW, changed)
        )
        for changed in (*RHYTHM_COMMANDS, "of another version")
    },
    **{
        f"bad_rhythm, {command}": lambda language, command=command: (  # type: ignore[misc]
            views.rhythm.bad_rhythm(language, command)
        )
        for command in RHYTHM_COMMANDS
    },
    "unknown_city": lambda language: views.rhythm.unknown_city(language, "Almata", "Almaty"),
    "unknown_city, nothing near": lambda language: views.rhythm.unknown_city(language, "?", ""),
    "place_wanted": views.rhythm.place_wanted,
    "added": lambda language: views.follow.added(language, ACTIVE),
    "added, removed since": lambda language: views.follow.added(language, REMOVED),
    "words_wanted": views.follow.words_wanted,
    "duplicate": lambda language: views.follow.duplicate(language, ACTIVE),
    "limit_reached": lambda language: views.follow.limit_reached(language, 100),
    "too_long": lambda language: views.follow.too_long(language, 201, 200),
    "bad_link": views.follow.bad_link,
    "helped": views.help.helped,
    "listed, empty": lambda language: views.list.listed(language, [], NOW),
    "listed, emptied": lambda language: views.list.listed(language, [], NOW, REMOVED),
    "listed": lambda language: views.list.listed(language, [ACTIVE] * 21, NOW, REMOVED),
    "listed, a hundred": lambda language: views.list.listed(language, [TUNED] * 100, NOW, REMOVED),
    "listed, the last page": lambda language: views.list.listed(
        language, [TUNED] * 100, NOW, page=2**31 - 1
    ),
    **{
        f"follow_card, {follow.rhythm}, {follow.reports}, {rhythm.rhythm}": _card(follow, rhythm)
        for follow in (
            ACTIVE,
            *(
                replace(TUNED, rhythm=own, reports=reports)
                for own, reports in zip(RHYTHMS, REPORTS, strict=True)
            ),
        )
        for rhythm in (Rhythm(), OTHER_RHYTHM)
    },
    "follow_card, nothing lately": _card(ACTIVE, Rhythm(), ()),
    "follow_card, unreadable": _card(replace(ACTIVE, text='"'), Rhythm()),
    "follow_card, the longest": _card(replace(TUNED, text=" ".join("абвгдеж" * 14)), OTHER_RHYTHM),
    "admins_only": views.refusals.admins_only,
    "stats_in_private": views.refusals.stats_in_private,
    "chat_admins_only": views.refusals.chat_admins_only,
    "rights_unknown": views.refusals.rights_unknown,
    "not_administrators": views.refusals.not_administrators,
    "measured": lambda language: views.stats.measured(language, FIGURES),
    "measured, nothing": lambda language: views.stats.measured(language, NO_FIGURES),
    "failed": views.troubles.failed,
    "outdated": views.troubles.outdated,
    "source_moved": lambda language: views.troubles.source_moved(language, watched(), 21),
    "unfollow_wanted": views.unfollow.unfollow_wanted,
    "removed": lambda language: views.unfollow.removed(language, REMOVED),
    "restored": lambda language: views.unfollow.restored(language, ACTIVE),
    "not_followed": views.unfollow.not_followed,
    "welcome": views.welcome.welcome,
    "unknown_command": views.welcome.unknown_command,
    **{f"bad_query, {reason}": _bad_query(reason) for reason in REASONS},
    "address_wanted": views.sources.adding.address_wanted,
    "discovered, waiting": _discovered(None, "waiting"),
    "discovered, reading": _discovered(None, "waiting", "opml"),
    "discovered, proposed": _discovered(PROPOSED, "proposed"),
    "discovered, proposed to an operator": _discovered(PROPOSED, "proposed", common=True),
    "discovered, a chat": _discovered(
        Proposed(f"tg://chat?id={-BIGGEST_ID}", "chat", "Айғақ", members_only=True),
        "proposed",
        common=True,
    ),
    "discovered, nothing said": _discovered(Proposed("?", None, ""), "proposed"),
    **{
        f"discovered, {state}, {common}": _discovered(
            Proposed("https://news.example", "telegram", "N", common=common), state
        )
        for state in ("added", "known", "declined", "removed")
        for common in (False, True)
    },
    **{f"discovered, refused, {code}": _refused(code) for code in NO_SOURCE},
    "discovered, refused file": _refused("no_list", "opml"),
    "discovered, trying": _discovered(Imported(LINES[1:]), "waiting", "opml"),
    "discovered, tried": _discovered(Imported(LINES), "added", "opml"),
    "discovered, tried many": _discovered(Imported(LINES * 250, common=True), "added", "opml"),
    "too_many_lookups": lambda language: views.sources.adding.too_many_lookups(language, 3),
    "sources_full": lambda language: views.sources.adding.sources_full(language, 20),
    "imported": lambda language: views.sources.importing.imported(
        language, Imported(LINES), done=True
    ),
    "lines_listed": lambda language: views.sources.importing.lines_listed(
        language, Imported(LINES)
    ),
    "sources_listed, none": lambda language: views.sources.listing.sources_listed(
        language, [], views.sources.listing.Shown(NOW)
    ),
    "sources_listed": _sources(0),
    "sources_listed, the last page": _sources(99, operator=True, removed=True),
    "sources_exported": lambda language: views.sources.exporting.sources_exported(language, MANY),
    "sources_exported, none": lambda language: views.sources.exporting.sources_exported(
        language, []
    ),
    "remove_source_wanted": views.sources.removing.remove_source_wanted,
    "source_kept": lambda language: views.sources.removing.source_kept(
        language, ILL[0], operator=False
    ),
    "source_kept, in the file": lambda language: views.sources.removing.source_kept(
        language, ILL[0], operator=True
    ),
    "not_watched": views.sources.removing.not_watched,
    "source_unclear": views.sources.removing.source_unclear,
    "surveyed": _surveyed(1, *MANY),
    "surveyed, without follows": _surveyed(0, *MANY),
    "surveyed, without sources": _surveyed(1),
    "surveyed, all well": _surveyed(2, watched(1), watched(2)),
    "surveyed, one": _surveyed(2, watched(1)),
    "surveyed, none read": _surveyed(2, watched(1, looked_at=None)),
    "surveyed, stalled": _surveyed(2, watched(1, due_at=LONG_AGO, tried_at=LONG_AGO)),
    **{f"source_news, {what}": _news(what) for what in NEWS},
    "headed": lambda language: views.channels.headed(
        language, views.list.listed(language, [TUNED] * 100, NOW, REMOVED), CHANNEL
    ),
    "channels_shown": lambda language: views.channels.channels_shown(language, None, ()),
    "channels_shown, managing": lambda language: views.channels.channels_shown(
        language, CHANNEL, [(BIGGEST_ID - one, CHANNEL) for one in range(20)]
    ),
    "channels_shown, nameless": lambda language: views.channels.channels_shown(
        language, None, [(1, "")]
    ),
    "channel_managed": lambda language: views.channels.channel_managed(language, CHANNEL),
    "channel_left": lambda language: views.channels.channel_left(language, CHANNEL),
    "channel_left, before": lambda language: views.channels.channel_left(language, None),
    **{
        f"channel_refused, {reason}": _refused_channel(reason)
        for reason in ("unreadable", "strangers", "no_post", "in_group", "of another version")
    },
    "channel_lost": lambda language: views.channels.channel_lost(language, CHANNEL),
    **{
        f"channel_offered, {follows}": _offered_channel(follows=follows)
        for follows in (False, True)
    },
    **{
        f"chat_trouble, {what}, {is_channel}": _trouble(what, is_channel=is_channel)
        for what in TROUBLES
        for is_channel in (False, True)
    },
    "chat_well": lambda language: views.chat_trouble.chat_well(language, CHANNEL),
    "chat_well, a topic": lambda language: views.chat_trouble.chat_well(
        language, "Forum", "https://t.me/c/1234567890/17"
    ),
}
NOTICES = (
    notices.removed,
    notices.restored,
    notices.muted,
    notices.unmuted,
    notices.changed,
    notices.story_muted,
    notices.story_unmuted,
    notices.source_watched,
    notices.source_removed,
    notices.source_kept,
    notices.no_rights,
    notices.rights_unknown,
    notices.not_administrators,
    notices.unknown_button,
    notices.stale_button,
    notices.failed,
)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_view_is_within_the_limits_of_telegram(
    sample: Sample, language: Language, check: Callable[[Screen], Screen]
) -> None:
    screen = check(sample(language))
    assert "{" not in screen.text
    assert all("{" not in button.text for row in screen.buttons for button in row)


def test_no_view_is_without_a_sample() -> None:
    shown = {name.split(",")[0] for name in SAMPLES}
    for module in pkgutil.walk_packages(views.__path__, "views."):
        if module.name != "views.compose":
            assert _views_of(import_module(module.name)) <= shown


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_fits_over_a_button(notice: Callable[[Language], str], language: Language) -> None:
    assert 0 < len(notice(language)) <= 200


@pytest.mark.parametrize("operator", [False, True])
def test_the_menu_is_one_that_telegram_takes(language: Language, operator: bool) -> None:
    commands = dict(menu.menu(language, operator=operator))
    everybody = {"start", "follow", "unfollow", "list", "addsource", "sources", "removesource"}
    assert set(commands) == everybody | {"status", "help", "channel", "digest", "pause"} | (
        {"stats"} if operator else set()
    )
    assert all(0 < len(description) <= 256 for description in commands.values())


def _views_of(module: object) -> set[str]:
    """Return the module's own public functions that return a Screen."""
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == getattr(module, "__name__", "")
        and not name.startswith("_")
        and inspect.signature(function).return_annotation is Screen
    }
