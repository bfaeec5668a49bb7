"""Which kind a document is taken for when nobody says."""

import pytest

from news.kinds.guessing import likeliest

PAGE = b"<!doctype html><html><head><title>News</title></head><body>{}</body></html>"
POSTS = b'<html><body><div class="tgme_widget_message_wrap js-x"></div></body></html>'


@pytest.mark.parametrize(
    ("body", "url", "content_type", "kind"),
    [
        (b"<rss></rss>", "https://a.kz/", "text/html", "feed"),
        (b"<?xml version='1.0'?><!-- a > b --><?x y?>\n<rdf:RDF>", "https://a.kz/", None, "feed"),
        (b"<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", "https://a.kz/", None, "feed"),
        (b"\xef\xbb\xbf\n<atom:feed xmlns:atom='x'>", "https://a.kz/", None, "feed"),
        ("<?xml version='1.0'?><feed>".encode("utf-16"), "https://a.kz/", None, "feed"),
        ("<feed>".encode("utf-16-be"), "https://a.kz/", None, "feed"),
        (
            b"Warning: mysql is gone in line 5 <br/> <rss version='2.0'>",
            "https://a.kz/",
            None,
            "feed",
        ),
        (b'  {"version": 1}', "https://a.kz/", "text/html", "feed"),
        (b"", "https://a.kz/", None, "feed"),
        (b"plain words", "https://a.kz/", None, "feed"),
        (b"<urlset>", "https://a.kz/", None, "sitemap"),
        (b"<ns0:sitemapindex>", "https://a.kz/", None, "sitemap"),
        (b"https://a.kz/1\nhttps://a.kz/2", "https://a.kz/sitemap.txt", None, "sitemap"),
        (b"https://a.kz/1", "https://a.kz/", "text/plain", "sitemap"),
        (b"https://a.kz/1", "https://a.kz/", None, "feed"),
        (PAGE, "https://a.kz/", "application/rss+xml", "listing"),
        (
            b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>",
            "https://a.kz/",
            None,
            "listing",
        ),
        (b"<div><p>News of an RSS reader</p></div>", "https://a.kz/", None, "listing"),
        (PAGE, "https://t.me/s/zharshy", None, "telegram"),
        (PAGE, "https://telegram.me/zharshy", None, "telegram"),
        (POSTS, "file:///saved.html", None, "telegram"),
        (PAGE.replace(b"{}", b"tgme_widget_message"), "https://a.kz/", None, "listing"),
        (PAGE, "https://t.me.example.kz/", None, "listing"),
        (b"<rss>", "http://[", None, "feed"),
        (PAGE, "http://[", None, "listing"),
    ],
)
def test_the_likeliest_kind(body: bytes, url: str, content_type: str | None, kind: str) -> None:
    assert likeliest(body, url, content_type) == kind
