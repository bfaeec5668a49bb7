"""A page of t.me that shows no posts: what stands behind the name, as far as it tells."""

import re

from lxml import html

from news.kinds.telegram.markup import one_line, outermost

_ADDRESS_IN_TITLE = re.compile(r"Telegram:\s*(?:Contact|View|Join[^@]{0,40})\s*@(\w{1,64})")
_SUBSCRIBERS = re.compile(r"\bsubscribers?\b")
_MEMBERS = re.compile(r"\b(?:members?|online)\b")
_BOT_USERS = re.compile(r"\bmonthly users?\b")


def refusal(page: html.HtmlElement) -> str:
    """Return in one line why a page of t.me has no posts to read."""
    card = next(outermost(page, "tgme_page"), None)
    if card is None:
        return "no channel page of Telegram's"
    name = _name(page)
    extra = " ".join(map(one_line, outermost(card, "tgme_page_extra"))).lower()
    if _SUBSCRIBERS.search(extra):
        return f"{name} is a channel without a preview: its posts can be read in Telegram only"
    if _MEMBERS.search(extra):
        return f"{name} is a group: its messages can be read in Telegram only"
    if _BOT_USERS.search(extra) or name.lower().endswith("bot"):
        return f"{name} is a bot, not a channel"
    if next(outermost(card, "tgme_page_title", "tgme_page_photo"), None) is not None:
        return f"{name} is a person's account, not a channel"
    return f"{name} does not exist, or is nothing that can be read without Telegram"


def _name(page: html.HtmlElement) -> str:
    for title in page.iter("title"):
        if found := _ADDRESS_IN_TITLE.search(title.text or ""):
            return f"@{found.group(1)}"
    return "this name at Telegram"
