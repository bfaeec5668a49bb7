"""Whether an address looks like an article's, by its form alone."""

import re
from urllib.parse import unquote, urlsplit

_NO_ARTICLES = frozenset(
    {
        *("tag", "tags", "category", "categories", "author", "authors", "user", "users", "profile"),
        *("login", "register", "signup", "search", "about", "contacts", "contact", "privacy"),
        *("terms", "subscribe", "advertising", "rubric", "rubrics", "topic", "topics", "section"),
        *("page", "feed", "rss", "account", "cart", "members", "member", "forumdisplay", "label"),
    }
)
_LIST_PARAMETERS = re.compile(
    r"(?:^|&)(?:page|paged|cat|category|tag|author|sort|order|lang|s|q)=", re.IGNORECASE
)
_ID_PARAMETERS = re.compile(
    r"(?:^|&)(?:p|id|nid|aid|newsid|news|article|post|story|item|view|t|\w*_?id)=\d+", re.IGNORECASE
)
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp[34]|zip|exe|apk)$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}")
_DATE = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}(?:[/-]|$)")
_LONG_NAME = 22
_FEWEST_HYPHENS = 2


def worth(url: str) -> float:
    """Return how much an address looks like an article's: 0 surely not, 1 surely."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return 0.0
    segments = [segment for segment in parts.path.split("/") if segment]
    if not segments:
        return 1.0 if _ID_PARAMETERS.search(parts.query) else 0.1
    if _MEDIA.search(parts.path) or _NO_ARTICLES.intersection(
        segment.lower() for segment in segments[-2:]
    ):
        return 0.0
    if _LIST_PARAMETERS.search(parts.query):
        return 0.1
    return _worth_of_name(_FILE.sub("", unquote(segments[-1])), parts.path, parts.query)


def _worth_of_name(name: str, path: str, query: str) -> float:
    hyphens = name.count("-") + name.count("_")
    if (
        hyphens >= _FEWEST_HYPHENS
        or len(name) >= _LONG_NAME
        or _NUMBER.search(name)
        or _DATE.search(path)
        or _ID_PARAMETERS.search(query)
    ):
        return 1.0
    return 0.6 if hyphens or any(one.isdigit() for one in name) or _FILE.search(path) else 0.3


def shape(url: str) -> tuple[str, ...]:
    """Return the form that addresses of one sort share: what each part of the path is made of."""
    parts = urlsplit(url)
    kinds = [_kind(unquote(segment)) for segment in parts.path.split("/") if segment]
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return (*kinds, "?", *names)


def _kind(segment: str) -> str:
    name = _FILE.sub("", segment)
    ending = "." if name != segment else ""
    if name.isdigit():
        return f"number{ending}"
    hyphens = name.count("-") + name.count("_")
    is_slug = hyphens >= _FEWEST_HYPHENS or len(name) >= _LONG_NAME
    return f"{'slug' if is_slug or _NUMBER.search(name) else 'word'}{ending}"
