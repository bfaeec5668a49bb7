import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.addresses import absolute, canonical, host


@pytest.mark.parametrize(
    ("written", "remembered"),
    [
        ("HTTPS://News.Example.KZ:443/A/b", "https://news.example.kz/A/b"),
        ("http://news.example.kz:80", "http://news.example.kz/"),
        ("http://127.0.0.1:8080/a?utm_source=x&id=5#top", "http://127.0.0.1:8080/a?id=5"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://localhost:9/x?fbclid=1", "http://localhost:9/x"),
        ("https://a.kz/x?b=2&a=1", "https://a.kz/x?a=1&b=2"),
        ("https://a.kz/қала", "https://a.kz/%D2%9B%D0%B0%D0%BB%D0%B0"),
        ("https://a.kz/%d2%9b%d0%b0%d0%bb%d0%b0", "https://a.kz/%D2%9B%D0%B0%D0%BB%D0%B0"),
        ("http://пример.рф/", "http://xn--e1afmkfd.xn--p1ai/"),
        ("https://a.kz/n?id=5&PHPSESSID=4nq8m2k1v0", "https://a.kz/n?id=5"),
        ("https://a.kz/n/5;jsessionid=A1B2.node1?b=1", "https://a.kz/n/5?b=1"),
        ("https://a.kz/n;v=2/5;JSESSIONID=A1B2", "https://a.kz/n;v=2/5"),
        ("https://a.kz/n?ASPSESSIONIDQADBTSRB=IKM&cfid=12&cftoken=77", "https://a.kz/n"),
        ("https://a.kz/n?osCsid=1f&zenid=2&session_id=3&sessid=4", "https://a.kz/n"),
        ("https://a.kz/t?f=2&sid=5e1f0c7a9b3d2468ace013579bdf0246", "https://a.kz/t?f=2"),
        ("https://a.kz/?yclid=1&gclid=2&UTM_Medium=rss&_openstat=z", "https://a.kz/"),
    ],
)
def test_one_spelling_for_one_publication(written: str, remembered: str) -> None:
    assert canonical(written) == remembered


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("https://a.kz/?p=1", "https://a.kz/?p=2"),
        ("https://a.kz/news?cid=1", "https://a.kz/news?cid=2"),
        ("https://a.kz/news?source=1", "https://a.kz/news?source=2"),
        ("https://a.kz/modules.php?sid=1204", "https://a.kz/modules.php?sid=1205"),
        ("https://a.kz/n?sid=itogi-goda-2025", "https://a.kz/n?sid=itogi-goda-2026"),
        ("https://a.kz/n?sid=itogivyborovpresidenta2025", "https://a.kz/n?sid=itogivyborov"),
        ("https://a.kz/senate?session=12", "https://a.kz/senate?session=13"),
        ("https://a.kz/n?nid=5&newsid=6", "https://a.kz/n?nid=5&newsid=7"),
        ("https://a.kz/n?aid=5f2c8e1b9d3a7046", "https://a.kz/n?aid=5f2c8e1b9d3a7047"),
        ("https://a.kz/?12345", "https://a.kz/?12346"),
        ("https://a.kz/#!/news/1", "https://a.kz/#!/news/2"),
        ("https://a.kz/rss#entry-0123456789abcdef", "https://a.kz/rss#entry-fedcba9876543210"),
        ("https://a.kz/A", "https://a.kz/a"),
        ("https://a.kz:8443/a", "https://a.kz/a"),
    ],
)
def test_different_publications_stay_apart(one: str, another: str) -> None:
    assert canonical(one) != canonical(another)


@pytest.mark.parametrize(
    "odd",
    ["", "  ", "not an address", "javascript:alert(1)", "http://", "http://[::1", "http://a:b/"],
)
def test_what_is_no_address_comes_back(odd: str) -> None:
    assert canonical(odd) == odd.strip()


@given(st.text() | st.text().map(lambda tail: f"https://a.kz/{tail}"))
def test_twice_is_once_and_nothing_is_raised(anything: str) -> None:
    once = canonical(anything)
    assert canonical(once) == once


@given(st.text(), st.text())
def test_joining_and_naming_never_raise(base: str, reference: str) -> None:
    joined = absolute(base, reference)
    assert joined == "" or joined.startswith(("http", "HTTP"))
    host(reference)


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("/news/1", "https://a.kz/news/1"),
        ("2.html", "https://a.kz/rss/2.html"),
        ("//b.kz/3", "https://b.kz/3"),
        ("  https://b.kz/4\n", "https://b.kz/4"),
        ("javascript:void(0)", ""),
        ("mailto:desk@a.kz", ""),
        ("http://[broken", ""),
    ],
)
def test_links_become_absolute(reference: str, address: str) -> None:
    assert absolute("https://a.kz/rss/feed.xml", reference) == address


def test_a_host_is_name_and_port() -> None:
    assert host("https://A.kz/x") == host("https://a.kz:443/y") == "a.kz:443"
    assert host("http://a.kz/") == "a.kz:80"
    assert host("http://127.0.0.2:8081/") == "127.0.0.2:8081"
    assert host("http://a.kz:99999/") == host("no address") == ""
