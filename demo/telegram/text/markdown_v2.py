"""parse_mode MarkdownV2 (Bot API, "MarkdownV2 style"), with the real parser's refusals."""

import re
from dataclasses import dataclass, replace

from demo.telegram.errors import ApiError
from demo.telegram.text.entity import Entity, Formatted, in_order, units
from demo.telegram.text.links import checked_link, mentioned_user

_MARKS = {
    "```": ("pre", "Pre"),
    "`": ("code", "Code"),
    "||": ("spoiler", "Spoiler"),
    "__": ("underline", "Underline"),
    "*": ("bold", "Bold"),
    "_": ("italic", "Italic"),
    "~": ("strikethrough", "Strikethrough"),
    "![": ("custom_emoji", "CustomEmoji"),
    "[": ("text_link", "TextUrl"),
}
_RESERVED = set("_*[]()~`>#+-=|{}.!")
_ADDRESS = re.compile(r"\]\(((?:[^)\\]|\\.)*)\)", re.DOTALL)
_LANGUAGE = re.compile(r"([^\s`]+)\n")
_LAST_ESCAPABLE = 126


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    offset: int
    at: int
    language: str = ""


def parse_markdown_v2(source: str) -> Formatted:
    """Return the text without its marks.

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
        self._quote: int | None = None

    def parse(self) -> Formatted:
        while self._at < len(self._source):
            self._quotation()
            self._step()
        if self._opened:
            last = self._opened[-1]
            raise self._refused(f"Can't find end of {_MARKS[last.mark][1]} entity", last.at)
        self._end_quotation("blockquote")
        return Formatted("".join(self._text), in_order(self._entities))

    def _step(self) -> None:
        if self._at >= len(self._source):
            return
        if self._escaped():
            self._write(self._source[self._at + 1], 2)
        elif (mark := self._mark()) is None:
            self._plain()
        elif self._opened and _closes(self._opened[-1].mark, mark):
            self._close(self._opened.pop())
        else:
            self._open(mark)

    def _escaped(self) -> bool:
        following = self._source[self._at + 1 : self._at + 2]
        is_code = following != "" and 0 < ord(following) <= _LAST_ESCAPABLE
        return self._source[self._at] == "\\" and is_code

    def _mark(self) -> str | None:
        inside = self._opened[-1].mark if self._opened else ""
        if inside in ("```", "`"):
            return inside if self._source.startswith(inside, self._at) else None
        if inside in ("[", "![") and self._source.startswith("]", self._at):
            return "]"
        return next((mark for mark in _MARKS if self._source.startswith(mark, self._at)), None)

    def _plain(self) -> None:
        character = self._source[self._at]
        in_code = bool(self._opened) and self._opened[-1].mark in ("```", "`")
        if character in _RESERVED and not in_code:
            raise _refusal(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        self._write(character, 1)

    def _write(self, character: str, taken: int) -> None:
        self._text.append(character)
        self._units += units(character)
        self._at += taken

    def _open(self, mark: str) -> None:
        begin = self._at
        if mark == "||" and self._quote is not None and self._line_ends(begin + 2):
            self._at += 2
            self._end_quotation("expandable_blockquote")
            return
        self._at += len(mark)
        language = _LANGUAGE.match(self._source, self._at) if mark == "```" else None
        if language:
            self._at = language.end() - 1
        if mark == "```" and self._source.startswith("\n", self._at):
            self._at += 1
        self._opened.append(_Open(mark, self._units, begin, language[1] if language else ""))

    def _line_ends(self, at: int) -> bool:
        return at >= len(self._source) or self._source[at] == "\n"

    def _close(self, opened: _Open) -> None:
        begin, length = opened.offset, self._units - opened.offset
        entity = Entity(_MARKS[opened.mark][0], begin, length, language=opened.language or None)
        if opened.mark in ("[", "!["):
            self._close_link(opened, entity)
            return
        self._at += len(opened.mark)
        if length:
            self._entities.append(entity)

    def _close_link(self, opened: _Open, entity: Entity) -> None:
        found = _ADDRESS.match(self._source, self._at)
        if found is None and self._source.startswith("](", self._at):
            raise self._refused("Can't find end of a URL", self._at + 2)
        self._at = found.end() if found else self._at + 1
        address = re.sub(r"\\(.)", r"\1", found[1]) if found else "".join(self._text)
        if opened.mark == "![":
            number = address.removeprefix("tg://emoji?id=")
            self._entities.append(replace(entity, custom_emoji_id=number))
        elif (user := mentioned_user(address)) is not None:
            self._entities.append(replace(entity, kind="text_mention", user_id=user))
        elif entity.length and found:
            self._link(entity, address)

    def _link(self, entity: Entity, address: str) -> None:
        try:
            self._entities.append(replace(entity, url=checked_link(address, "URL")))
        except ApiError:
            return  # a bad address costs the link, not the message

    def _quotation(self) -> None:
        starts_line = self._at == 0 or self._source[self._at - 1] == "\n"
        if not starts_line or self._opened:
            return
        for sign in ("**>", ">"):
            if self._source.startswith(sign, self._at):
                self._at += len(sign)
                if sign == "**>":
                    self._end_quotation("blockquote")
                self._quote = self._units if self._quote is None else self._quote
                return
        self._end_quotation("blockquote")

    def _end_quotation(self, kind: str) -> None:
        if self._quote is not None and self._units > self._quote:
            self._entities.append(Entity(kind, self._quote, self._units - self._quote))
        self._quote = None

    def _refused(self, text: str, at: int) -> ApiError:
        return _refusal(f"{text} at byte offset {len(self._source[:at].encode())}")


def _closes(opened: str, mark: str) -> bool:
    return mark == opened or (mark == "]" and opened in ("[", "!["))


def _refusal(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: can't parse entities: {text}")
