from collections.abc import Sequence

import pytest

from demo.telegram.errors import ApiError
from demo.telegram.text.entity import Formatted, units
from demo.telegram.text.formatting import formatted
from demo.telegram.text.links import checked_link


def read(text: str, mode: str = "", entities: Sequence[dict[str, object]] = ()) -> Formatted:
    return formatted(text, mode, entities)


def shape(parsed: Formatted) -> list[tuple[str, str]]:
    return [(entity.kind, parsed.covered_by(entity)) for entity in parsed.entities]


def refusal(text: str, mode: str = "", entities: Sequence[dict[str, object]] = ()) -> str:
    with pytest.raises(ApiError) as caught:
        formatted(text, mode, entities)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: ")


def bold(offset: int, length: int) -> dict[str, object]:
    return {"type": "bold", "offset": offset, "length": length}


def test_html_becomes_entities_counted_in_utf16() -> None:
    parsed = read("😀 <b>жирный <i>и</i></b> <a href='http://e.kz/?a=1&amp;b=2'>😀</a>", "HTML")
    assert parsed.text == "😀 жирный и 😀"
    assert [(e.kind, e.offset, e.length) for e in parsed.entities] == [
        ("bold", 3, 8),
        ("italic", 10, 1),
        ("text_link", 12, 2),
    ]
    assert parsed.entities[2].url == "http://e.kz/?a=1&b=2"


def test_html_knows_its_tags_and_character_references() -> None:
    parsed = read(
        "<u>u</u><s>s</s><tg-spoiler>p</tg-spoiler><span class='tg-spoiler'>q</span>"
        "<code>c</code><pre><code class='language-py'>x</code></pre>"
        "<blockquote expandable>e</blockquote> &lt;&#65;&#x42;&gt; &nbsp;",
        "html",
    )
    assert parsed.text == "uspqcxe <AB> &nbsp;"
    kinds = [entity.kind for entity in parsed.entities]
    assert kinds == [
        *("underline", "strikethrough", "spoiler", "spoiler", "code", "pre"),
        "expandable_blockquote",
    ]
    assert parsed.entities[5].language == "py"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "ж<b>a</i>",
            'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"',
        ),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<a href=http://e.kz/>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_is_refused_in_telegrams_words(source: str, text: str) -> None:
    assert refusal(source, "HTML") == f"can't parse entities: {text}"


def test_a_bad_address_in_html_costs_the_link_not_the_message() -> None:
    assert read("<a href='http://localhost/'>words</a>", "HTML") == Formatted("words")


def test_markdown_v2_becomes_entities() -> None:
    parsed = read(
        "*b _i_* __u__ ~s~ ||p|| `c` ```py\nx``` [l\\.](http://e.kz/\\)) \\*", "MarkdownV2"
    )
    assert parsed.text == "b i u s p c x l. *"
    assert shape(parsed) == [
        *(("bold", "b i"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s")),
        *(("spoiler", "p"), ("code", "c"), ("pre", "x"), ("text_link", "l.")),
    ]
    assert parsed.entities[-1].url == "http://e.kz/)"


def test_markdown_v2_quotes_lines() -> None:
    parsed = read(">one\n>two\nafter\n**>three||", "MarkdownV2")
    assert shape(parsed) == [("blockquote", "one\ntwo\n"), ("expandable_blockquote", "three")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("ж *a", "Can't find end of Bold entity at byte offset 3"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 4"),
    ],
)
def test_markdown_v2_is_refused_in_telegrams_words(source: str, text: str) -> None:
    assert refusal(source, "MarkdownV2") == f"can't parse entities: {text}"


def test_the_old_markdown_works_too() -> None:
    parsed = read("*b* _i_ `c` [l](http://e.kz) \\_", "Markdown")
    assert shape(parsed)[:4] == [
        *(("bold", "b"), ("italic", "i"), ("code", "c"), ("text_link", "l")),
    ]
    assert "Can't find end of the entity starting at byte offset 2" in refusal("a _b", "Markdown")


def test_unknown_parse_modes_are_refused() -> None:
    assert refusal("a", "bbcode") == "unsupported parse_mode"


def test_explicit_entities_may_nest() -> None:
    parsed = read("one two", "", [bold(0, 7), {"type": "italic", "offset": 4, "length": 3}])
    assert shape(parsed) == [("bold", "one two"), ("italic", "two")]


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("hello", [bold(0, 6)], "beginning at UTF-16 offset 0 ends after the end of the text"),
        ("hello", [bold(-1, 2)], "beginning at UTF-16 offset -1 ends after"),
        ("a😀", [bold(2, 1)], "entity begins in a middle of a UTF-16 symbol at byte offset"),
        ("a😀", [bold(0, 2)], "offset 0 ends in a middle of a UTF-16 symbol at byte offset"),
        ("hello you", [bold(0, 5), bold(3, 6)], "beginning at UTF-16 offset 3 ends after"),
        ("a", [{"type": "loud", "offset": 0, "length": 1}], "Unsupported type specified"),
        ("a", [{"type": "text_link", "offset": 0, "length": 1}], 'find field "url"'),
        (
            "a",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "localhost"}],
            "entity URL 'localhost' is invalid: Wrong HTTP URL",
        ),
    ],
)
def test_misplaced_entities_are_refused(
    text: str, entities: list[dict[str, object]], expected: str
) -> None:
    assert expected in refusal(text, "", entities)


def test_empty_entities_vanish_and_parse_mode_wins() -> None:
    assert read("a", "", [bold(0, 0)]).entities == ()
    assert read("<b>a</b>b", "HTML", [bold(1, 1)]).entities == read("<b>a</b>b", "HTML").entities


def test_the_text_is_trimmed_and_its_entities_move() -> None:
    parsed = read(" \n one two \n", "", [bold(7, 5)])
    assert parsed.text == "one two"
    assert shape(parsed) == [("bold", "two")]


def test_whitespace_inside_the_first_entity_stays() -> None:
    assert read("  <b> a</b>", "HTML").text == " a"


def test_carriage_returns_vanish_and_entities_move() -> None:
    parsed = read("a\r\nb c", "", [bold(3, 1)])
    assert (parsed.text, shape(parsed)) == ("a\nb c", [("bold", "b")])


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b \u200d", "<b></b>"])
def test_empty_texts_are_refused(text: str) -> None:
    assert refusal(text, "HTML") == "message text is empty"


def test_length_is_counted_in_utf16_after_parsing() -> None:
    assert units(read("<b>" + "😀" * 2048 + "</b>", "HTML").text) == 4096
    assert refusal("😀" * 2048 + "a") == "message is too long"
    assert refusal("ж" * 4097) == "message is too long"


def test_only_a_hundred_entities_are_kept() -> None:
    parsed = read("".join(f"<b>{n}</b> " for n in range(120)), "HTML")
    assert len(parsed.entities) == 100
    assert parsed.covered_by_kind("bold")[-1] == "99"


def test_telegram_marks_commands_mentions_and_addresses_by_itself() -> None:
    parsed = read("/follow@jarshy_bot x @somebody #тег https://e.kz/a. mail@e.kz tengri.kz 1/2")
    assert shape(parsed) == [
        *(("bot_command", "/follow@jarshy_bot"), ("mention", "@somebody"), ("hashtag", "#тег")),
        *(("url", "https://e.kz/a"), ("email", "mail@e.kz"), ("url", "tengri.kz")),
    ]


def test_what_is_marked_is_not_marked_twice() -> None:
    assert shape(read("<a href='http://e.kz'>https://other.kz</a>", "HTML")) == [
        ("text_link", "https://other.kz")
    ]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:80/a", "https://e.kz/?q=ж", "e.kz", "tg://resolve?domain=x"]
)
def test_good_addresses(address: str) -> None:
    assert checked_link(address, "URL").endswith(address)


@pytest.mark.parametrize(
    "address",
    [
        *("http://localhost/", "ftp://e.kz/", "javascript://e.kz/x", "http://", "http://[::1]/"),
        *("http://a b.kz/", "http://.kz/", "http://1.2.3/", "http://e.kz:99999/"),
    ],
)
def test_bad_addresses(address: str) -> None:
    with pytest.raises(ApiError, match="Wrong HTTP URL"):
        checked_link(address, "URL")
