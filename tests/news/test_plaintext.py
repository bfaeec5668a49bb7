"""HTML to plain text: the quick way and the thorough one must tell the same."""

from hypothesis import given
from hypothesis import strategies as st

from news.plaintext import one_line, paragraphs

INLINE = ["<b>", "</b>", "<a href='/x?a>b' class=y>", "</a>", '<img alt="a > b" src=x />', "<em\n>"]
TEXTS = [
    "сталкинг",
    " ",
    "\n",
    "&amp;",
    "&nbsp;",
    "&lt;i&gt;",
    "1 > 0",
    "Әке",
    "&#39;",
    "\r\n",
    "&x;",
]
BLOCKS = [
    "<br>",
    "<BR/>",
    "<hr class='a' />",
    "<p>x</p>",
    "<div id=1>y</div>",
    "<ul><li>z</li></ul>",
]


@given(st.lists(st.sampled_from(INLINE + TEXTS + BLOCKS), max_size=12).map("".join))
def test_both_ways_tell_the_same(markup: str) -> None:
    quick, thorough = f"<b>{markup}</b>", f"<b>{markup}</b><!-- the quick way knows no comments -->"
    assert paragraphs(quick) == paragraphs(thorough)
    assert one_line(quick) == one_line(thorough)


def test_what_looks_like_a_tag_and_is_none() -> None:
    assert one_line("<b>a</b> < b, 3 <5") == "a < b, 3 <5"
    assert one_line("I <3 <i>you</i>") == "I <3 you"


def test_code_is_no_text() -> None:
    assert paragraphs("<p>a</p><script>let b = '<p>';</script><style>.c</style><p>d</p>") == "a\nd"
    assert one_line("<unknown-tag>a</unknown-tag>") == "a"


def test_two_numbers_of_surrogates_are_one_character() -> None:
    for markup in ("x &#55357;&#56613;&#xDC00; y", "<b>x</b> &#xD83D;&#xDD25; y<!-- z -->"):
        assert one_line(markup) == paragraphs(markup) == "x \U0001f525 y"
