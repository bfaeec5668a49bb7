import pytest

from news.fetching.errors import BadAddressError
from news.fetching.policy import is_public, web_address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff02::1",
        "not an address",
    ],
)
def test_private_addresses_in_any_wrapping(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.kz",
        "ftp://a.kz/x",
        "file:///etc/passwd",
        "gopher://a.kz:80/",
        "http://",
        "http:///x",
        "http://a.kz:22/",
        "http://a.kz:0/",
        "http://a.kz:99999/",
        "http://a.kz:x/",
        "http://[::1/",
        "http://" + "я" * 70 + ".kz/",
    ],
)
def test_addresses_that_are_not_fetched(url: str) -> None:
    with pytest.raises(BadAddressError):
        web_address(url, any_port=False)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_usual_ports_are_fetched(port: int) -> None:
    assert web_address(f"http://a.kz:{port}/", any_port=False).port == port
