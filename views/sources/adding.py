"""Having a source looked for, and watching what was found."""

from collections.abc import Iterator

from storage.discoveries import Discovery, Imported, Proposed, Refused
from views import examples
from views.compose import Part, fill, screen
from views.i18n import Language
from views.outside import line
from views.screen import Button, Screen
from views.sources import buttons, importing
from views.sources.refusals import reason
from views.sources.words import kind, named

_ASKED = 200
_HEADLINE = 200
_HEADLINES = 3


def address_wanted(language: Language) -> Screen:
    """Return the question for an address, to be answered by a reply."""
    return screen(
        language.gettext("Which site, feed or Telegram channel should I watch?"),
        language.gettext("Reply with its address or @name, or with an OPML file of many."),
        asks="orda.kz",
    )


def discovered(language: Language, one: Discovery, *, common: bool) -> Screen:
    """Return how far a discovery has come; whoever may add it for everybody is offered that."""
    match one.found:
        case None:
            return _looking(language, one)
        case Refused(code, detail):
            asked = line(one.asked, _ASKED) if one.kind == "address" else ""
            return screen(*reason(language, code, detail, asked))
        case Imported():
            return importing.imported(language, one.found, done=one.state != "waiting")
        case Proposed():
            return _of_proposal(language, one.id, one.state, one.found, common=common)


def too_many_lookups(language: Language, limit: int) -> Screen:
    """Return that the chat waits for ``limit`` discoveries already."""
    return screen(
        fill(
            language.ngettext(
                "I'm still looking at {limit} address that you sent. "
                "Please wait for it before you send another.",
                "I'm still looking at {limit} addresses that you sent. "
                "Please wait for one of them before you send another.",
                limit,
            ),
            limit=limit,
        )
    )


def sources_full(language: Language, limit: int) -> Screen:
    """Return that the chat has as many sources of its own as it may have."""
    return screen(
        fill(
            language.ngettext(
                "You have {limit} source of your own, the most that I can take. "
                "Remove it in /sources to make room.",
                "You have {limit} sources of your own, the most that I can take. "
                "Remove one in /sources to make room.",
                limit,
            ),
            limit=limit,
        )
    )


def _looking(language: Language, one: Discovery) -> Screen:
    if one.kind == "opml":
        return screen(language.gettext("I'm reading your file…"))
    asked = line(one.asked, _ASKED) or "…"
    return screen(fill(language.gettext("I'm looking at {address}…"), address=asked))


def _of_proposal(
    language: Language, discovery_id: int, state: str, found: Proposed, *, common: bool
) -> Screen:
    match state:
        case "proposed":
            return _proposed(language, discovery_id, found, common=common)
        case "added":
            return _added(language, found)
        case "known":
            return _known(language, found)
        case "removed":
            return _removed(language, discovery_id, found)
    sentence = language.gettext("All right, I leave {source} alone.")
    return screen(fill(sentence, source=named(language, found.shown, found.url)))


def _proposed(language: Language, discovery_id: int, found: Proposed, *, common: bool) -> Screen:
    common = common and not found.members_only
    first = (
        [
            [buttons.watch_common(language, discovery_id)],
            [buttons.watch_alone(language, discovery_id)],
        ]
        if common
        else [[buttons.watch(language, discovery_id)]]
    )
    rows = [*first, [buttons.decline(language, discovery_id)]]
    source = named(language, found.shown, found.url)
    if found.kind == "chat":
        return screen(
            fill(language.gettext("I can now read {source}."), source=source),
            language.gettext("Watch it for your follows?"),
            buttons=rows,
        )
    return screen(
        fill(
            language.gettext("I found {source}: {kind}."),
            source=source,
            kind=kind(language, found.kind),
        ),
        *_headlines(language, found),
        "",
        language.gettext("Should I watch it?"),
        buttons=rows,
    )


def _headlines(language: Language, found: Proposed) -> Iterator[Part]:
    shown = [text for one in found.headlines[:_HEADLINES] if (text := line(one, _HEADLINE))]
    if shown:
        yield language.gettext("The latest there:")
        for text in shown:
            yield f"• {text}"


def _added(language: Language, found: Proposed) -> Screen:
    sentence = (
        language.gettext("I watch {source} for everybody from now on.")
        if found.common
        else language.gettext("I watch {source} for this chat from now on.")
    )
    rows: list[list[Button]] = [] if found.common else [[buttons.remove(language, found.source_id)]]
    return screen(
        fill(sentence, source=named(language, found.shown, found.url)),
        language.gettext(
            "What stands there already alerts nobody; what comes next does "
            "where it matches a follow. /sources shows all sources."
        ),
        buttons=rows,
    )


def _known(language: Language, found: Proposed) -> Screen:
    sentence = (
        language.gettext("I watch {source} already, for everybody.")
        if found.common
        else language.gettext("I watch {source} for this chat already.")
    )
    return screen(
        fill(sentence, source=named(language, found.shown, found.url)),
        fill(
            language.gettext("To hear of it, follow something: {example}."),
            example=examples.follow(examples.word(language)),
        ),
    )


def _removed(language: Language, discovery_id: int, found: Proposed) -> Screen:
    sentence = (
        language.gettext("I no longer watch {source} for everybody.")
        if found.common
        else language.gettext("I no longer watch {source} for this chat.")
    )
    return screen(
        fill(sentence, source=named(language, found.shown, found.url)),
        buttons=[[buttons.undo(language, discovery_id, common=found.common)]],
    )
