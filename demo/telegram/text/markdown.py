"""parse_mode Markdown, the legacy one (Bot API, "Markdown style")."""

import re

from demo.telegram.errors import ApiError
from demo.telegram.text.entity import Entity, Formatted, units
from demo.telegram.text.links import checked_link

_MARK = re.compile(r"\\([_*`\[])|```(?:(\w+)\n)?|[*_`\[]")
_KINDS = {"*": "bold", "_": "italic", "`": "code", "```": "pre", "[": "text_link"}


def parse_markdown(source: str) -> Formatted:
    """Return the text without its marks; entities do not nest in this mode.

    Raises:
        ApiError: "Bad Request: can't parse entities: Can't find end of the entity …".
    """
    text, entities, at = "", [], 0
    while (found := _MARK.search(source, at)) is not None:
        text, at = text + source[at : found.start()], found.end()
        if found[1]:
            text += found[1]
            continue
        mark = "```" if found[0].startswith("```") else found[0]
        body, url, at = _body(source, found.start(), at, mark)
        if body and (mark != "[" or url):
            offset, length = units(text), units(body)
            entities.append(Entity(_KINDS[mark], offset, length, url=url, language=found[2]))
        text += body
    return Formatted(text + source[at:], tuple(entities))


def _body(source: str, begin: int, at: int, mark: str) -> tuple[str, str | None, int]:
    closing = "]" if mark == "[" else mark
    end = source.find(closing, at)
    if end < 0:
        offset = len(source[:begin].encode())
        raise ApiError(
            400,
            "Bad Request: can't parse entities: Can't find end of the entity starting at "
            f"byte offset {offset}",
        )
    body, after = source[at:end], end + len(closing)
    address = re.compile(r"\(([^)]*)\)").match(source, after) if mark == "[" else None
    if address is None:
        return body, None, after
    return body, _link(address[1]), address.end()


def _link(address: str) -> str | None:
    try:
        return checked_link(address, "URL")
    except ApiError:
        return None
