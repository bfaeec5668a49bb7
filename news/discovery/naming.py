"""What to call a source: its own name, without the words that only say that it is a feed."""

import re

_LONGEST = 80
_FORMAT = (
    r"(?:rss|atom|xml|feed|rss\W{0,3}(?:2\.0|feed|channel|лента|канал|арнасы)|news\s+feed|feeds?"
    r"|лента(?:\s+rss)?|лента\s+новостей|все\s+новости|all\s+(?:news|posts|entries)|главная"
    r"(?:\s+страница)?|home(?:\s*page)?|барлық\s+жаңалықтар|басты\s+бет)"
)
_MARKS = r"(?:\s{0,5}[»›|•·:/—–]{1,3}\s{0,5}|\s{1,5}-{1,2}\s{1,5})"
_LAST = re.compile(rf"(?:{_MARKS}|\s{{1,5}}\(?){_FORMAT}\)?\s*$", re.IGNORECASE)
_FIRST = re.compile(rf"^\s*{_FORMAT}{_MARKS}", re.IGNORECASE)


def cleaned(title: str) -> str:
    """Return a feed's or page's title as a source's name; empty where nothing is left of it."""
    name = " ".join(title.split())[: 4 * _LONGEST]
    while (shorter := _FIRST.sub("", _LAST.sub("", name))) != name and shorter:
        name = shorter
    if re.fullmatch(_FORMAT, name, re.IGNORECASE):
        return ""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
