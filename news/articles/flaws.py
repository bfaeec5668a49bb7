"""Pages that do not hold their article: for subscribers only, or made by scripts in a browser."""

import re

from lxml.html import HtmlElement

from news.articles.article import Flaw
from news.articles.facts import Facts

# Less text than this is a teaser where the page says that the article is for those who pay.
_WHOLE_ARTICLE = 1500
_SOME_TEXT = 200

_PAYWALL_NAME = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall(?:ed)?|piano-?(?:inline|container|offer)|tp-container-inner"
    r"|subscriber-?only|subscribers-?only|subscription-?(?:wall|required|only)|reg-?wall"
    r"|premium-?(?:lock|wall|only|block)|locked-?content|content-?locked|article-?locked)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_PAYWALL_TEXT = re.compile(
    r"subscribe\s+(?:now\s+)?to\s+(?:continue|read|keep)|(?:continue|keep)\s+reading\s+(?:with|for)"
    r"|(?:this|the)\s+(?:article|story|content)\s+is\s+(?:for|available\s+(?:only\s+)?to)"
    r"\s+(?:our\s+|paid\s+)?subscribers"
    r"|(?:подпишитесь|оформите\s+подписку|войдите|зарегистрируйтесь),?\s+чтобы\s+"
    r"(?:читать|прочитать|продолжить|дочитать|получить)"
    r"|чтобы\s+(?:читать|прочитать|продолжить|дочитать)[\w\s]{0,40},?\s+"
    r"(?:подпишитесь|оформите|войдите|зарегистрируйтесь)"
    r"|(?:материал|стать[яи]|текст)\s+(?:доступ\w+|открыт\w*)\s+только\s+(?:\w+\s+)?подписчик"
    r"|доступно?\s+только\s+(?:\w+\s+)?(?:по\s+подписке|подписчикам)"
    r"|(?:тек\s+)?жазылушылар(?:ға)?\s+(?:ғана|үшін\s+ғана)|оқу\s+үшін\s+жазылыңыз",
    re.IGNORECASE,
)
_APPS = frozenset({"root", "app", "__next", "__nuxt", "react-root", "main-app", "application"})
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|requires?|need|turn\s+on)\s+(?:to\s+enable\s+)?java\s?script"
    r"|java\s?script\s+(?:is\s+)?(?:disabled|required|must|to\s+run|қос)"
    r"|(?:включите|включить|включён|требуется|необходим\w*|нужен)\s+(?:поддержк\w+\s+)?java\s?script"
    r"|java\s?script\s+(?:отключ|выключ|включ)",
    re.IGNORECASE,
)


def needs_scripts(tree: HtmlElement) -> bool:
    """Tell whether a page, still whole, is an empty place that scripts fill."""
    body = tree.find("body")
    if body is None:
        return False
    scripts, shown, unseen = 0, 0, ""
    is_app = False
    for element in body.iter():
        if element.tag == "script":
            scripts += 1
        elif element.tag == "noscript":
            unseen += f" {element.text_content()[:500]}"
        elif element.tag != "style":
            shown += len((element.text or "").strip())
            is_app = is_app or (element.get("id") or "").lower() in _APPS
        shown += len((element.tail or "").strip())
        if shown > _SOME_TEXT + len(unseen):
            return False
    return bool(_NEEDS_SCRIPTS.search(body.text_content()[:5000])) or (is_app and scripts > 0)


def is_paywalled(tree: HtmlElement, facts: Facts) -> bool:
    """Tell whether a page, still whole, says that its article is for those who pay."""
    if not facts.is_free:
        return True
    for element in tree.iter("div", "section", "aside", "p", "form"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) > 1 and _PAYWALL_NAME.search(names) and _is_shown(element):
            return True
    return False


def _is_shown(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    is_hidden = element.get("hidden") is not None or "display:none" in style
    return not is_hidden and bool(element.text_content().strip())


def flaw(text: str, *, is_paywalled: bool, needs_scripts: bool, page_text: str) -> Flaw:
    """Return what is wrong with an extracted text.

    Args:
        text: the article's, as far as there is one.
        is_paywalled: the page says so.
        needs_scripts: the page is an empty place.
        page_text: what it shows, without what surrounds the article.
    """
    if len(text) < _WHOLE_ARTICLE and (is_paywalled or _PAYWALL_TEXT.search(page_text)):
        return "paywall"
    return "scripts" if needs_scripts and len(text) < _SOME_TEXT else ""
