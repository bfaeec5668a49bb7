"""parse_mode HTML (Bot API, "HTML style"), with the real parser's refusals."""

import re
from dataclasses import dataclass, replace

from demo.telegram.errors import ApiError
from demo.telegram.text.entity import Entity, Formatted, in_order, units
from demo.telegram.text.links import checked_link, mentioned_user

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>]*)(?P<equals>\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w.\-]*)))?"""
)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


def parse_html(source: str) -> Formatted:
    """Return the text without its tags.

    Raises:
        ApiError: "Bad Request: can't parse entities: …", byte offsets as in the real text.
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._units = 0
        self._opened: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> Formatted:
        while self._at < len(self._source):
            if self._source[self._at] == "<":
                self._tag()
            else:
                self._character()
        if self._opened:
            tag = self._opened[-1].tag
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return Formatted("".join(self._text), in_order(self._entities))

    def _character(self) -> None:
        character, self._at = _decoded(self._source, self._at)
        self._text.append(character)
        self._units += units(character)

    def _tag(self) -> None:
        begin = self._at
        if self._source.startswith("</", begin):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = re.compile(r"[^\s>]*").match(self._source, begin + 1)
        tag = name.group().lower() if name else ""
        self._at = begin + 1 + len(tag)
        if self._at >= len(self._source):
            raise self._refused("Unclosed start tag at byte offset {}", begin)
        if tag not in _KINDS:
            raise self._refused(f'Unsupported start tag "{tag}" at byte offset {{}}', begin)
        argument = ""
        while (attribute := self._attribute(tag, begin)) is not None:
            argument = _argument(tag, *attribute) or argument
        if tag == "span" and argument != "spoiler":
            raise self._refused('Tag "span" must have class "tg-spoiler" at byte offset {}', begin)
        self._opened.append(_Open(tag, argument, self._units, len(self._text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str] | None:
        while self._source[self._at : self._at + 1].isspace():
            self._at += 1
        if self._source.startswith(">", self._at):
            self._at += 1
            return None
        found = _ATTRIBUTE.match(self._source, self._at)
        if found is None or found.end() >= len(self._source):
            raise self._refused("Unclosed start tag at byte offset {}", begin)
        if not found["name"]:
            raise self._refused(
                f'Empty attribute name in the tag "{tag}" at byte offset {{}}', begin
            )
        self._at = found.end()
        if found["bare"] is not None and self._source[self._at] not in " \t\n>":
            start = found.start("bare")
            raise self._refused("Unexpected end of name token at byte offset {}", start)
        value = found["double"] or found["single"] or found["bare"] or ""
        return found["name"].lower(), _unescaped(value)

    def _end_tag(self, begin: int) -> None:
        if not self._opened:
            raise self._refused("Unexpected end tag at byte offset {}", begin)
        found = re.compile(r"</([^\s>]*)\s*(>?)").match(self._source, begin)
        if found is None or not found[2]:
            raise self._refused("Unclosed end tag at byte offset {}", begin)
        opened, name = self._opened.pop(), found[1].lower()
        if name and name != opened.tag:
            raise self._refused(
                f'Unmatched end tag at byte offset {{}}, expected "</{opened.tag}>", '
                f'found "</{name}>"',
                begin,
            )
        self._at = found.end()
        if self._units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity = Entity(_KINDS[opened.tag], opened.offset, self._units - opened.offset)
        if opened.tag == "a":
            self._close_link(entity, opened.argument or "".join(self._text[opened.start :]))
        elif opened.tag == "tg-emoji":
            self._entities.append(replace(entity, custom_emoji_id=opened.argument))
        elif opened.tag == "blockquote" and opened.argument:
            self._entities.append(replace(entity, kind="expandable_blockquote"))
        elif opened.tag == "pre":
            self._close_pre(entity)
        else:
            self._entities.append(replace(entity, language=opened.argument or None))

    def _close_link(self, entity: Entity, address: str) -> None:
        user = mentioned_user(address)
        if user is not None:
            self._entities.append(replace(entity, kind="text_mention", user_id=user))
            return
        try:
            # A bad address costs the link, not the message: the words stay.
            self._entities.append(replace(entity, url=checked_link(address, "URL")))
        except ApiError:
            return

    def _close_pre(self, entity: Entity) -> None:
        inner = self._entities[-1] if self._entities else None
        if inner and (inner.kind, inner.offset, inner.end) == ("code", entity.offset, entity.end):
            self._entities[-1] = replace(entity, language=inner.language)
        else:
            self._entities.append(entity)

    def _refused(self, template: str, at: int) -> ApiError:
        return _refusal(template.format(len(self._source[:at].encode())))


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "1"
    return ""


def _decoded(source: str, at: int) -> tuple[str, int]:
    found = _REFERENCE.match(source, at)
    if found is None:
        return source[at], at + 1
    if found[3]:
        return _NAMED[found[3]], found.end()
    code = int(found[1], 16) if found[1] else int(found[2])
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 -- Unicode's own bounds
    return (chr(code), found.end()) if is_character else (source[at], at + 1)


def _unescaped(value: str) -> str:
    characters, at = [], 0
    while at < len(value):
        character, at = _decoded(value, at)
        characters.append(character)
    return "".join(characters)


def _refusal(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: can't parse entities: {text}")
