"""Public Telegram channels, by the pages that ``t.me/s/NAME`` serves for browsers.

A post's title is its first line, its summary and text are all of its own words: not what it
replies to, not the preview of a page it links to, not whom it was forwarded from. An empty line
in them separates paragraphs as it does in the post. Posts without words are left out and counted:
``unreadable`` when they say only that Telegram must be opened, ``no text`` when they are pictures,
stickers or notices.
"""

from collections import Counter

from lxml import html
from lxml.etree import ParserError

from news.charset import html_text
from news.entry import DropReason, Entry, Listing
from news.kinds.kind import NotReadableError
from news.kinds.telegram.entry import entry_of
from news.kinds.telegram.markup import one_line, outermost
from news.kinds.telegram.post import Post, read_post
from news.kinds.telegram.preview import refusal

_MARK = b"tgme_"  # in the names of all classes of these pages

_NAMES = (
    "tgme_channel_info_header_title",
    "tgme_header_title",
    "tgme_widget_message_owner_name",
)
_CHANNEL = ("tgme_channel_history", "tgme_channel_info")


def read_channel(
    body: bytes,
    url: str,  # noqa: ARG001 - every post names its channel, which may have been renamed
    content_type: str | None,
    selector: str | None = None,  # noqa: ARG001 - for kinds that are web pages
) -> Listing:
    """Read a channel page; a ``news.kinds.kind.Kind``."""
    if _MARK not in body:
        raise NotReadableError("no channel page of Telegram's")
    page = _tree(html_text(body, content_type))
    if page is None:
        raise NotReadableError("no channel page of Telegram's: it has no content")
    posts = [read_post(message) for message in list(outermost(page, "tgme_widget_message"))]
    if not posts and next(outermost(page, *_CHANNEL), None) is None:
        raise NotReadableError(refusal(page))
    is_whole = not posts or posts[-1].is_complete or b"</html" in body
    entries, dropped = _sorted_out(posts if is_whole else posts[:-1])
    return Listing(
        title=_title(page),
        language=None,
        entries=entries,
        is_whole=is_whole,
        dropped=dropped,
    )


def _sorted_out(posts: list[Post]) -> tuple[tuple[Entry, ...], dict[DropReason, int]]:
    """Return what there is to read, and how many posts there isn't, by reason."""
    entries: dict[str, Entry] = {}
    dropped: Counter[DropReason] = Counter()
    for post in posts:
        if post.is_unreadable:
            dropped["unreadable"] += 1
        elif not post.text:
            dropped["no text"] += 1
        elif not post.id:
            dropped["no address"] += 1
        elif post.id in entries:
            dropped["repeated"] += 1
        else:
            entries[post.id] = _entry(post)
    return tuple(entries.values()), dict(dropped)


def _entry(post: Post) -> Entry:
    return entry_of(post.id, f"https://t.me/{post.id}", post.text, post.published)


def _title(page: html.HtmlElement) -> str:
    for name in _NAMES:
        for element in outermost(page, name):
            if title := one_line(element):
                return title
    shared = page.find(".//meta[@property='og:title']")
    return " ".join((shared.get("content") or "").split()) if shared is not None else ""


def _tree(decoded: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(decoded.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None
