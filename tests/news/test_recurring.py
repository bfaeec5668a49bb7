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
    assert blocks.without("post", "/3", f"News.\n  {BOX.upper()} ") == "News."


def test_a_text_of_nothing_else_is_left_as_it_is() -> None:
    blocks = RecurringBlocks(others=2)
    seen_on(blocks, "/1", "/2")
    assert blocks.without("post", "/3", BOX) == BOX


COPY = (
    "A tram line to the airport",
    "The council of Ertis voted for a tram line to the airport on Monday.",
    "Depot: 12 trams",
    "Length: 14 km",
)


def test_one_article_under_many_addresses_is_no_property_of_the_site() -> None:
    blocks = RecurringBlocks()
    text = "\n".join(COPY)
    for number in range(20):
        blocks.seen("post", f"/a?r={number}", f"{text}\nAlso read: headline {number}")
    assert blocks.without("post", "/a?r=new", text) == text
    blocks.seen("post", "/other", f"Other news.\n{COPY[2]}")
    assert blocks.without("post", "/new", f"More news.\n{COPY[2]}") == "More news."


def test_short_news_with_one_box_are_no_copies() -> None:
    blocks = RecurringBlocks(others=2)
    box = "\n".join(ROW)
    for number in range(2):
        blocks.seen("post", f"/{number}", f"News of village number {number}.\n{box}")
    assert blocks.without("post", "/new", f"Short.\n{box}") == "Short."


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


ROW = ("Wheat harvest is the largest in ten years", BOX, "Chess champion returns home")


def test_a_row_of_headlines_goes_from_the_second_page_on() -> None:
    blocks = RecurringBlocks()
    around = "\n".join(ROW)
    blocks.seen("post", "/1", f"The first report.\n{around}")
    assert blocks.without("post", "/2", f"News.\n{around}\nMore.") == "News.\nMore."


def test_a_row_of_teasers_goes_with_its_sentences() -> None:
    blocks = RecurringBlocks()
    around = "\n".join(f"{headline}\nRead here how it came to this in the end." for headline in ROW)
    blocks.seen("post", "/1", f"The first report.\n{around}")
    assert blocks.without("post", "/2", f"News.\n{around}") == "News."


def test_paragraphs_that_an_update_repeats_are_no_row() -> None:
    blocks = RecurringBlocks()
    report = "\n".join(
        f"{number} of the councillors voted for the new line." for number in range(5)
    )
    blocks.seen("post", "/1", report)
    assert blocks.without("post", "/2", f"{report}\nNew.") == f"{report}\nNew."


BACKGROUND = "The law on stalking was adopted in 2024 after a debate of two years."


def test_background_that_a_newsroom_repeats_stays() -> None:
    blocks = RecurringBlocks()
    for number in range(12):
        repeated = BACKGROUND if number % 2 else "Another story."
        blocks.seen("post", f"/{number}", f"Report {number}.\n{repeated}")
    assert blocks.without("post", "/new", f"News.\n{BACKGROUND}") == f"News.\n{BACKGROUND}"


def test_few_pages_do_not_tell_background_from_the_sites_own_words() -> None:
    blocks = RecurringBlocks()
    for number in range(5):
        blocks.seen("post", f"/{number}", f"Report {number}.\n{BACKGROUND}")
    assert BACKGROUND in blocks.without("post", "/new", f"News.\n{BACKGROUND}")


def test_sentences_that_stand_on_nearly_every_page_are_the_sites_own() -> None:
    blocks = RecurringBlocks()
    slogan = "Subscribe to our channel and be the first to know what happens!"
    for number in range(12):
        blocks.seen("post", f"/{number}", f"Report {number}.\n{slogan}")
    assert blocks.without("post", "/new", f"News.\n{slogan}") == "News."
