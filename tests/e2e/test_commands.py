"""``match``, ``parse``, ``article`` and ``check``, as an operator types them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from demo.newsroom import Newsroom
from demo.newsroom.answers import document
from demo.newsroom.faults import Status
from demo.newsroom.feed import rss
from demo.newsroom.pages import article_page
from demo.newsroom.pdf import pdf
from demo.newsroom.site import Kind
from tests.support.program import run_program

KINDS: tuple[Kind, ...] = get_args(Kind)
HEADLINES = [
    "Avalanche on the pass",
    "A new bridge over the Ili",
    "Night bus to the airport",
    "Museum buys a carved door",
    "Rangers close a road near the dunes",
]
SENTENCES = [
    "The council voted on Monday evening after a debate that nobody had expected to last.",
    "Its members agreed on a budget, a new bridge and the date of the next meeting in spring.",
    "The mayor thanked everybody who had stayed until the end and went home on foot.",
]


async def test_match(tmp_path: Path) -> None:
    lines = (
        "stalking\tA law against stalking\n"
        "law stalking\tA law. Stalking is not in it\n"
        '"unclosed\tanything\n'
        "сталкинг\tПро сталкинг и ещё сталкинг\n"
    )
    printed = await run_program(tmp_path, "match", "-", stdin=lines)
    assert printed.out.splitlines() == [
        "1\tstalking@14-22",
        "0\t",
        "0\t",
        "1\tсталкинг@4-12, сталкинг@19-27",
    ]
    assert printed.errors.startswith("line 3: ")
    assert printed.code == 1

    (tmp_path / "lines.tsv").write_text(lines.splitlines()[0])
    printed = await run_program(tmp_path, "match", "lines.tsv")
    assert (printed.code, printed.out, printed.errors) == (0, "1\tstalking@14-22\n", "")
    assert (await run_program(tmp_path, "match", "nowhere.tsv")).code == 1


async def test_parse_and_article(tmp_path: Path) -> None:
    site = Newsroom().site("herald", title="The Herald")
    when = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    site.publish("Avalanche on the pass", "Nobody was hurt.", SENTENCES, published=when)
    story = site.publish("A new bridge & more", "It opens soon.", SENTENCES, published=when)
    (tmp_path / "feed.xml").write_text(rss(site))
    (tmp_path / "page.html").write_text(article_page(site, story))
    (tmp_path / "empty.html").write_text("<html><body>nothing</body></html>")

    parsed = await run_program(tmp_path, "parse", "feed.xml", "--url", site.feed_url)
    entries = [json.loads(line) for line in parsed.out.splitlines()]
    assert entries[0] == {
        "file": "feed.xml",
        "id": story.id,
        "url": story.url,
        "title": "A new bridge & more",
        "summary": "It opens soon.",
        "published": "2026-03-01T08:30:00Z",
    }
    assert len(entries) == 2
    assert (parsed.code, parsed.errors) == (0, "")

    unreadable = await run_program(tmp_path, "parse", "empty.html", "missing.xml")
    assert unreadable.code == 1
    assert len(unreadable.errors.splitlines()) == 2
    assert "empty.html: a web page without a list of articles" in unreadable.errors

    (tmp_path / "index.xml").write_text(
        "<sitemapindex><sitemap><loc>/1.xml</loc><lastmod>2026-03-01T08:30:00Z</lastmod></sitemap>"
        "</sitemapindex>"
    )
    listed = await run_program(tmp_path, "parse", "index.xml", "--url", "https://news.example.kz/")
    assert json.loads(listed.out) == {
        "file": "index.xml",
        "id": "https://news.example.kz/1.xml",
        "url": "https://news.example.kz/1.xml",
        "title": None,
        "summary": "",
        "published": "2026-03-01T08:30:00Z",
    }
    assert (listed.code, listed.errors) == (0, "")

    read = await run_program(tmp_path, "article", "page.html", "empty.html", "--url", story.url)
    page, empty = map(json.loads, read.out.splitlines())
    assert page["title"] == "A new bridge & more"
    assert page["language"] == "en"
    assert page["published"] == "2026-03-01T08:30:00Z"
    assert SENTENCES[0] in page["text"].split("\n")
    assert "Avalanche" not in page["text"]
    assert empty["file"] == "empty.html"


async def test_files_of_every_kind(tmp_path: Path) -> None:
    """Parsed by what they hold, whatever they are called."""
    newsroom = Newsroom()
    for number, kind in enumerate(KINDS):
        site = newsroom.site(f"kind{number}", kind=kind)
        for headline in HEADLINES:
            story = site.publish(headline, "", SENTENCES)
        body, _ = document(site)
        (tmp_path / f"{number}").write_bytes(body)
    (tmp_path / "story.pdf").write_bytes(pdf(story))
    names = [str(number) for number in range(len(KINDS))]
    parsed = await run_program(tmp_path, "parse", *names, "--url", "https://news.example.kz/")
    assert (parsed.code, parsed.errors) == (0, "")
    entries = [json.loads(line) for line in parsed.out.splitlines()]
    for name, kind in zip(names, KINDS, strict=True):
        titles = {entry["title"] for entry in entries if entry["file"] == name}
        assert titles == ({None} if kind == "sitemap index" else set(HEADLINES)), kind
    read = await run_program(tmp_path, "article", "story.pdf")
    article = json.loads(read.out)
    assert article["title"] == HEADLINES[-1]
    assert article["text"].split() == " ".join(SENTENCES).split()


async def test_check_reads_every_kind(tmp_path: Path) -> None:
    async with Newsroom() as newsroom:
        sites = [newsroom.site(f"kind{n}", kind=kind) for n, kind in enumerate(KINDS)]
        for site in sites:
            for headline in HEADLINES:
                site.publish(headline, "", SENTENCES)
        urls = [site.feed_url for site in sites]
        checked = await run_program(tmp_path, "check", *urls, ALLOW_PRIVATE_NETWORKS="true")
        assert (checked.code, checked.errors) == (0, "")
        assert f"{len(urls)} of {len(urls)} sources work" in checked.out
        for url in urls:
            (line,) = [line for line in checked.out.splitlines() if f" {url} " in line]
            assert f"{len(HEADLINES)} entries" in line, line


async def test_check_tells_good_sources_from_bad(tmp_path: Path) -> None:
    async with Newsroom() as newsroom:
        good, down, page = (newsroom.site(name) for name in ("good", "down", "page"))
        good.publish("Something new", "It is.", SENTENCES)
        newsroom.faults.add(Status(503), down.feed_path)
        tables = (
            f'[[source]]\nurl = "{url}"\n'
            for url in (good.feed_url, down.feed_url, f"{page.home}/")
        )
        (tmp_path / "sources.toml").write_text("\n".join(tables))
        checked = await run_program(tmp_path, "check", ALLOW_PRIVATE_NETWORKS="true")
        assert checked.code == 1
        assert f"works  {good.feed_url}  Good: 1 entries" in checked.out
        assert "1 of 3 sources work" in checked.out
        assert f"{down.feed_url}: answered 503" in checked.errors
        assert f"{page.home}/: a web page without a list of articles" in checked.errors

        refused = await run_program(tmp_path, "check", good.feed_url, WEB_PORT="0")
        assert refused.code == 1
        assert len(refused.errors.splitlines()) == 1, "a private address, without the setting"
        one = await run_program(tmp_path, "check", good.feed_url, ALLOW_PRIVATE_NETWORKS="true")
        assert (one.code, one.errors) == (0, "")
