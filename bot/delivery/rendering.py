"""From a delivery's ids to a screen, in the destination's language of this moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from actions import outcomes
from bot.delivery.beginning import MOST_WITH_CONTEXT, Begun
from bot.delivery.channel_screens import for_subscribers, headed, of_channels
from bot.delivery.follow_screens import of_follows
from bot.delivery.rhythm_screens import of_rhythm
from bot.delivery.source_screens import of_sources
from matching.document import Document
from matching.highlight import excerpt
from matching.spans import decode_spans
from storage import figures, follows, watched
from storage.alert_contents import AlertContent
from storage.database import Database
from storage.follows import Follow
from storage.letters import Letter
from views import follow as follow_views
from views import help as help_views
from views import query_errors, refusals, rhythm, stats, times, troubles, welcome
from views import unfollow as unfollow_views
from views.alert import AlertFacts, alert
from views.digest import DigestFacts, digest
from views.i18n import Language
from views.screen import Screen
from views.sources import adding, removing


class Renderer:
    """Renders deliveries; ``now`` decides what the operator's figures count."""

    def __init__(self, database: Database, languages: Mapping[str, Language]) -> None:
        self._database = database
        self._languages = languages

    async def render(self, begun: Begun, now: datetime) -> Screen:
        """Return what a delivery says now."""
        shown = await self._shown(begun, now)
        return for_subscribers(shown) if begun.letter.to_channel else shown

    async def _shown(self, begun: Begun, now: datetime) -> Screen:
        letter = begun.letter
        language = self._languages[letter.language]
        facts = [
            _facts(one, letter.rhythm.zone, redrawn=letter.edits is not None)
            for one in begun.contents
            if letter.alert_id is not None or one.wanted(now)
        ]
        if letter.alert_id is not None and facts:
            return alert(language, facts[0])
        outcome = outcomes.decode(letter.outcome or {})
        if isinstance(outcome, outcomes.Digest):
            has_context = letter.rhythm.context and len(facts) <= MOST_WITH_CONTEXT
            told = DigestFacts(outcome.why, outcome.more, has_context, letter.rhythm.cap)
            return digest(language, facts, told)
        view = _OF_ITSELF.get(type(outcome))
        if view is not None and letter.about_id == letter.destination_id:
            return view(language, outcome)
        async with self._database.read() as connection:
            if view is not None:
                shown = view(language, outcome)
            else:
                shown = await _of_stored(connection, now, language, letter, outcome)
            return await headed(connection, language, letter, shown)


def _facts(content: AlertContent, zone: str, *, redrawn: bool) -> AlertFacts:
    """Return what an alert says.

    A redrawn one keeps the follows that were removed since, each with a way back, and with them
    its words: only its buttons change.
    """
    answered = [
        (follow, spans)
        for follow, spans in zip(content.follows, content.spans, strict=True)
        if redrawn or follow.active
    ]
    document = Document(content.title, content.summary, content.text, None)
    shown = excerpt(document, [span for _, spans in answered for span in decode_spans(spans)])
    return AlertFacts(
        alert_id=content.alert_id,
        headline=content.title,
        url=content.url,
        source=content.source,
        published=content.published,
        excerpt=shown.text,
        spans=shown.spans,
        follows=tuple(follow for follow, _ in answered),
        timezone=zone,
        also=tuple((one.source, one.url) for one in content.also),
        muted_story=content.muted,
    )


# What an outcome says all by itself; the others hold ids, whose rows have to be read first.
_OF_ITSELF: Mapping[type[outcomes.Outcome], Callable[[Language, Any], Screen]] = {
    outcomes.Welcome: lambda language, _: welcome.welcome(language),
    outcomes.Helped: lambda language, _: help_views.helped(language),
    outcomes.WordsWanted: lambda language, _: follow_views.words_wanted(language),
    outcomes.LimitReached: lambda language, one: follow_views.limit_reached(language, one.limit),
    outcomes.TooLong: lambda language, one: follow_views.too_long(language, one.length, one.limit),
    outcomes.BadQuery: lambda language, one: query_errors.bad_query(
        language, one.reason, one.position, one.proposal
    ),
    outcomes.PlaceWanted: lambda language, _: rhythm.place_wanted(language),
    outcomes.BadRhythm: lambda language, one: rhythm.bad_rhythm(language, one.command),
    outcomes.UnknownCity: lambda language, one: rhythm.unknown_city(language, one.words, one.near),
    outcomes.BadLink: lambda language, _: follow_views.bad_link(language),
    outcomes.UnfollowWanted: lambda language, _: unfollow_views.unfollow_wanted(language),
    outcomes.NotFollowed: lambda language, _: unfollow_views.not_followed(language),
    outcomes.AdminsOnly: lambda language, _: refusals.admins_only(language),
    outcomes.StatsInPrivate: lambda language, _: refusals.stats_in_private(language),
    outcomes.ChatAdminsOnly: lambda language, _: refusals.chat_admins_only(language),
    outcomes.RightsUnknown: lambda language, _: refusals.rights_unknown(language),
    outcomes.NotAdministrators: lambda language, _: refusals.not_administrators(language),
    outcomes.UnknownCommand: lambda language, _: welcome.unknown_command(language),
    outcomes.AddressWanted: lambda language, _: adding.address_wanted(language),
    outcomes.TooManyLookups: lambda language, one: adding.too_many_lookups(language, one.limit),
    outcomes.SourcesFull: lambda language, one: adding.sources_full(language, one.limit),
    outcomes.RemoveSourceWanted: lambda language, _: removing.remove_source_wanted(language),
    outcomes.NotWatched: lambda language, _: removing.not_watched(language),
    outcomes.SourceUnclear: lambda language, _: removing.source_unclear(language),
    outcomes.Failed: lambda language, _: troubles.failed(language),
    outcomes.Outdated: lambda language, _: troubles.outdated(language),
}
_OF_FOLLOW: Mapping[type[outcomes.Outcome], Callable[[Language, Follow], Screen]] = {
    outcomes.Added: follow_views.added,
    outcomes.Duplicate: follow_views.duplicate,
    outcomes.Removed: unfollow_views.removed,
    outcomes.Restored: unfollow_views.restored,
}


async def _of_stored(
    connection: AsyncConnection,
    now: datetime,
    language: Language,
    letter: Letter,
    outcome: outcomes.Outcome,
) -> Screen:
    match outcome:
        case outcomes.Listed() | outcomes.FollowShown():
            return await of_follows(connection, now, language, letter, outcome)
        case outcomes.RhythmShown():
            return await of_rhythm(connection, now, language, letter, outcome)
        case outcomes.Measured():
            return stats.measured(language, await figures.gather(connection, now))
        case outcomes.SourceMoved(source_id, entries):
            source = await watched.get(connection, letter.about_chat_id, source_id)
            if source is not None:
                return troubles.source_moved(language, source, entries)
        case (
            outcomes.Added(follow_id)
            | outcomes.Duplicate(follow_id)
            | outcomes.Removed(follow_id)
            | outcomes.Restored(follow_id)
        ):
            known = await follows.get(connection, letter.about_chat_id, follow_id)
            if known is not None:
                return _OF_FOLLOW[type(outcome)](language, known)
        case _:
            here = now.astimezone(times.zone(letter.rhythm.zone))
            shown = await of_sources(
                connection, here, language, letter, outcome
            ) or await of_channels(connection, language, letter, outcome)
            if shown is not None:
                return shown
    return troubles.outdated(language)
