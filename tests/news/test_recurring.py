from news.articles.recurring import RecurringBlocks

BOX = "Court hears the stalking case behind closed doors"


def seen_on(blocks: RecurringBlocks, *pages: str, source: str = "post") -> None:
    for page in pages:
        blocks.seen(source, page, f"Text of {page}.\n{BOX}")


def test_what_stands_on_several_pages_goes() -> None:
    blocks = RecurringBlocks(others=2)
    seen_on(blocks, "/1", "/2")
    assert blocks.without("post", "/3", f"News.\n{BOX}\nMore.") == "News.\nMore."


def test_case_and_spaces_do_not_hide_it() -> None:
    blocks = RecurringBlocks(others=2)
    seen_on(blocks, "/1", "/2")
    assert blocks.without("post", "/3", f"  {BOX.upper()} ") == ""


def test_once_may_be_chance() -> None:
    blocks = RecurringBlocks(others=2)
    seen_on(blocks, "/1")
    assert blocks.without("post", "/2", BOX) == BOX


def test_a_page_read_again_does_not_count_against_itself() -> None:
    blocks = RecurringBlocks(others=2)
    seen_on(blocks, "/1", "/1", "/1", "/2")
    assert blocks.without("post", "/2", BOX) == BOX
    assert blocks.without("post", "/1", "Text of /1.") == "Text of /1."


def test_sources_do_not_share_what_recurs() -> None:
    blocks = RecurringBlocks(others=2)
    seen_on(blocks, "/1", "/2", source="another")
    assert blocks.without("post", "/3", BOX) == BOX


def test_memory_is_bounded() -> None:
    blocks = RecurringBlocks(others=2, pages=3, sources=2)
    seen_on(blocks, "/1", "/2")
    for number in range(3):
        blocks.seen("post", f"/new/{number}", "Something else.")
    assert blocks.without("post", "/3", BOX) == BOX, "pages are forgotten"
    seen_on(blocks, "/1", "/2", source="old")
    seen_on(blocks, "/1", source="newer")
    seen_on(blocks, "/1", source="newest")
    assert blocks.without("old", "/3", BOX) == BOX, "sources are forgotten"
