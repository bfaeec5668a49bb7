"""From a feed's HTML to plain text: tags and entities gone, paragraphs separated by newlines."""

import html
import re

from lxml import etree

from news.references import paired

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_BREAK = "\u2028"  # Unicode's own line separator: XML allows it, sources hardly use it
_EMPTY_LINE = re.compile(r"\n\s*\n")
_all_text = etree.XPath("string()", smart_strings=False)
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "form")
_BLOCKS = (
    *("p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "pre"),
    *("blockquote", "section", "article", "aside", "header", "footer", "figure", "figcaption"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "address", "main", "nav", "details", "summary"),
)

# A whole tag with well-formed attributes; possessive, so that it takes linear time.
_TAG = re.compile(
    r"</?+([a-zA-Z][a-zA-Z0-9]*+)"
    r"(?:\s++[^\s\"'<>=/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))?+)*+\s*+/?+>"
)
_INLINE = (
    *("a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img"),
    *("ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time"),
    *("tt", "u", "var", "wbr"),
)
_STANDS_FOR = {**dict.fromkeys(_INLINE, ""), **dict.fromkeys(_BLOCKS, _BREAK)}


def paragraphs(markup: str) -> str:
    """Return the text of an HTML fragment, one paragraph a line."""
    markup = paired(markup)
    if not _MARKUP.search(markup):
        lines = _EMPTY_LINE.split(html.unescape(markup) if "&" in markup else markup)
    else:
        lines = _text(markup).split("\n")
    collapsed = [" ".join(line.split()) for line in lines]
    return "\n".join([line for line in collapsed if line])


def one_line(markup: str) -> str:
    """Return the text of an HTML fragment as a single line."""
    markup = paired(markup)
    if not _MARKUP.search(markup):
        return " ".join((html.unescape(markup) if "&" in markup else markup).split())
    return " ".join(_text(markup).split())


def _text(markup: str) -> str:
    """Return the text, with newlines where lines start, and only there."""
    text = _TAG.sub(_stand_in, markup)
    if "<" in text:
        return _thoroughly(markup)
    plain = html.unescape(text) if "&" in text else text
    return plain.replace("\n", " ").replace(_BREAK, "\n")


def _stand_in(tag: re.Match[str]) -> str:
    """Return what a tag means to the text; "<" for one that needs a real parser."""
    return _STANDS_FOR.get(tag.group(1).lower(), "<")


def _thoroughly(markup: str) -> str:
    # A parser for each call: one shared by threads would make them wait for each other.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return ""
    if root is None:
        return ""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for element in root.iter(*_BLOCKS):
        # A newline in the source is a space to a reader; only blocks start lines.
        element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    text = str(_all_text(root))
    return " ".join(text.split("\n")).replace(_BREAK, "\n")
