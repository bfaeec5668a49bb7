"""From a request's text, parse_mode and entities to what a message will hold."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any

from demo.telegram.errors import ApiError, bad_request
from demo.telegram.text.detect import detected
from demo.telegram.text.entity import Entity, Formatted, cut, in_order, units
from demo.telegram.text.html import parse_html
from demo.telegram.text.links import checked_link
from demo.telegram.text.markdown import parse_markdown
from demo.telegram.text.markdown_v2 import parse_markdown_v2

MAX_UNITS = 4096
MAX_CAPTION_UNITS = 1024
MAX_ENTITIES = 100
_TRIMMED = " \n"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_KINDS = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
    | {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "date_time"}
    | {"blockquote", "expandable_blockquote", "text_link", "text_mention", "custom_emoji"}
)
_MODES: Mapping[str, Callable[[str], Formatted]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
    "": Formatted,
    "none": Formatted,
}


def formatted(text: str, parse_mode: str, entities: Iterable[Mapping[str, Any]]) -> Formatted:
    """Return the text as the message keeps it: parsed, trimmed, with automatic entities.

    As on the real server, ``entities`` count only when there is no ``parse_mode``, and
    entities beyond the hundredth are dropped.

    Raises:
        ApiError: unsupported parse_mode, unparsable markup, entities that reach outside the
            text, split a character or overlap, an empty or too long text.
    """
    whole = _parsed(text, parse_mode, entities)
    if _shows_nothing(whole.text):
        raise bad_request("message text is empty")
    if units(whole.text) > MAX_UNITS:
        raise bad_request("message is too long")
    return with_automatic_entities(whole)


def caption(text: str, parse_mode: str, entities: Iterable[Mapping[str, Any]]) -> Formatted:
    """Return the caption of a file, which may be empty.

    Raises:
        ApiError: as :func:`formatted`; or it has over 1,024 UTF-16 units after parsing.
    """
    whole = _parsed(text, parse_mode, entities)
    if units(whole.text) > MAX_CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return Formatted("") if _shows_nothing(whole.text) else with_automatic_entities(whole)


def _parsed(text: str, parse_mode: str, entities: Iterable[Mapping[str, Any]]) -> Formatted:
    parser = _MODES.get(parse_mode.lower())
    if parser is None:
        raise bad_request("unsupported parse_mode")
    parsed = parser(text)
    if not parse_mode:
        parsed = Formatted(text, tuple(_entity(raw) for raw in entities))
    return _trimmed(_cleaned(_fitting(parsed)))


def _shows_nothing(text: str) -> bool:
    return all(character.isspace() or character in _INVISIBLE for character in text)


def with_automatic_entities(parsed: Formatted) -> Formatted:
    """Add what Telegram marks unasked where nothing is marked yet; keep the first hundred."""
    found = [
        entity
        for entity in detected(parsed.text)
        if not any(entity.offset < own.end and own.offset < entity.end for own in parsed.entities)
    ]
    return replace(parsed, entities=in_order([*parsed.entities, *found])[:MAX_ENTITIES])


def _entity(raw: Mapping[str, Any]) -> Entity:
    if raw["type"] not in _KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    url = raw.get("url")
    if raw["type"] == "text_link":
        if not url:
            raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
        url = checked_link(url, "Entity URL")
    user = raw.get("user") or {}
    return Entity(
        raw["type"],
        raw["offset"],
        raw["length"],
        url=url,
        language=raw.get("language"),
        custom_emoji_id=raw.get("custom_emoji_id"),
        user_id=user.get("id"),
    )


def _fitting(parsed: Formatted) -> Formatted:
    entities = in_order(entity for entity in parsed.entities if entity.length > 0)
    boundaries = [0, *accumulate(units(character) for character in parsed.text)]
    enclosing: list[Entity] = []
    for entity in entities:
        _check_place(entity, boundaries, parsed.text)
        while enclosing and enclosing[-1].end <= entity.offset:
            enclosing.pop()
        if enclosing and entity.end > enclosing[-1].end:
            raise _ends_badly(entity)
        enclosing.append(entity)
    return replace(parsed, entities=entities)


def _check_place(entity: Entity, boundaries: list[int], text: str) -> None:
    if entity.offset < 0 or entity.end > boundaries[-1]:
        raise _ends_badly(entity)
    for place, verb in ((entity.offset, "begins"), (entity.end, "ends")):
        index = bisect_left(boundaries, place)
        if boundaries[index] != place:
            byte = len(text[:index].encode())
            which = "" if verb == "begins" else f"beginning at UTF-16 offset {entity.offset} "
            raise bad_request(
                f"entity {which}{verb} in a middle of a UTF-16 symbol at byte offset {byte}"
            )


def _ends_badly(entity: Entity) -> ApiError:
    return bad_request(
        f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text "
        f"at UTF-16 offset {entity.end}"
    )


def _cleaned(parsed: Formatted) -> Formatted:
    """Carriage returns vanish, other control characters become spaces."""
    text = parsed.text
    if "\r" in text:
        removed = [units(text[:at]) for at, character in enumerate(text) if character == "\r"]
        text = text.replace("\r", "")
        parsed = Formatted(text, tuple(_without(entity, removed) for entity in parsed.entities))
    spaced = "".join(" " if c < " " and c != "\n" else c for c in text)
    return replace(parsed, text=spaced)


def _without(entity: Entity, removed: list[int]) -> Entity:
    before = bisect_left(removed, entity.offset)
    inside = bisect_left(removed, entity.end) - before
    return replace(entity, offset=entity.offset - before, length=entity.length - inside)


def _trimmed(parsed: Formatted) -> Formatted:
    """Cut outer whitespace; in front only as far as the first entity, as Telegram does."""
    first = min((entity.offset for entity in parsed.entities), default=units(parsed.text))
    head = cut(parsed.text, 0, first)
    lead = len(head) - len(head.lstrip(_TRIMMED))
    text = parsed.text[lead:].rstrip(_TRIMMED)
    end = units(text)
    moved = (replace(entity, offset=entity.offset - lead) for entity in parsed.entities)
    kept = (
        replace(entity, length=min(entity.end, end) - entity.offset)
        for entity in moved
        if entity.offset < end
    )
    return Formatted(text, tuple(entity for entity in kept if entity.length > 0))
