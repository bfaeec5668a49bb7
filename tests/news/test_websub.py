"""WebSub's rules for subscribers: signatures, and when to ask again."""

import hashlib
import hmac
from random import Random

import pytest

from news.websub.leases import WANTED, granted, next_attempt, refusal_pause, renewal
from news.websub.signing import is_signed

BODY = "<rss>Қызғалдақ</rss>".encode()
SECRET = "k" * 64
DAY = 86_400


def signature(method: str, body: bytes = BODY, secret: str = SECRET) -> str:
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_every_method_of_the_recommendation_is_known(method: str) -> None:
    assert is_signed(BODY, signature(method), SECRET)
    assert is_signed(BODY, signature(method).upper().replace("SHA", "sha"), SECRET)
    assert not is_signed(BODY + b" ", signature(method), SECRET)
    assert not is_signed(BODY, signature(method, secret="other"), SECRET)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256",
        "sha256=",
        "=" + "0" * 64,
        "md5=" + hmac.new(SECRET.encode(), BODY, hashlib.md5).hexdigest(),
        "sha224=" + hmac.new(SECRET.encode(), BODY, hashlib.sha224).hexdigest(),
        "sha256=қолтаңба",
        "sha256=\udcff",
        hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest(),
    ],
)
def test_anything_else_is_no_signature(header: str | None) -> None:
    assert not is_signed(BODY, header, SECRET)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("600", 600),
        (" 600 ", 600),
        (None, WANTED),
        ("", WANTED),
        ("-5", WANTED),
        ("1e9", WANTED),
        ("٣٠٠", WANTED),
        ("9" * 5_000, WANTED),
        ("999999999", 90 * DAY),
        ("0", 0),
    ],
)
def test_a_lease_is_what_the_hub_says_within_reason(told: str | None, seconds: float) -> None:
    assert granted(told) == seconds


def test_a_lease_is_renewed_at_two_thirds_and_not_by_all_at_once() -> None:
    random = Random(1)
    times = [renewal(10 * DAY, random) / DAY for _ in range(200)]
    assert 6.3 <= min(times) < 6.5
    assert 6.8 < max(times) <= 7.0
    assert renewal(0, random) == 60, "a hub must not make us ask all the time"


def test_pauses_grow_up_to_six_hours() -> None:
    pauses = [next_attempt(failures, Random(2)) for failures in range(40)]
    assert pauses == sorted(pauses)
    assert 60 <= pauses[0] <= 75
    assert 6 * 3600 <= pauses[-1] <= 7.5 * 3600
    assert DAY <= refusal_pause(Random(3)) <= 1.25 * DAY
