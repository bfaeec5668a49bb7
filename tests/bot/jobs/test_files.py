"""Files that people send, from Telegram: small ones only, and never a word of the token."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetFile
from aiogram.types import File

from bot.jobs.files import MOST_BYTES, FileRefusedError, Files, NoFileYetError
from tests.support.fake_telegram import FakeTelegram

CALL = GetFile(file_id="F")


class Telegram(FakeTelegram):
    """Holds one file, which may be larger than it says."""

    def __init__(self, chunks: list[bytes], answer: Any = None) -> None:
        super().__init__()
        self.chunks = chunks
        said = File(file_id="F", file_unique_id="u", file_size=3, file_path="documents/1")
        self.answers["getFile"] = [answer or said]

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        for chunk in self.chunks:
            if not chunk:
                raise TimeoutError
            yield chunk


async def test_a_file_is_downloaded() -> None:
    assert await Files(Telegram([b"<op", b"ml>"]).bot()).download("F") == b"<opml>"


@pytest.mark.parametrize(
    ("telegram", "code"),
    [
        (Telegram([b"x" * MOST_BYTES, b"x"]), "file_too_large"),
        (
            Telegram([], File(file_id="F", file_unique_id="u", file_size=MOST_BYTES + 1)),
            "file_too_large",
        ),
        (Telegram([], File(file_id="F", file_unique_id="u")), "no_file"),
        (
            Telegram([], TelegramBadRequest(CALL, "Bad Request: file is too big")),
            "file_too_large",
        ),
        (Telegram([], TelegramBadRequest(CALL, "Bad Request: invalid file_id")), "no_file"),
    ],
)
async def test_what_can_never_be_had_says_why(telegram: Telegram, code: str) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        await Files(telegram.bot()).download("F")
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "telegram", [Telegram([b"x", b""]), Telegram([], TelegramNetworkError(CALL, "timed out"))]
)
async def test_what_fails_now_can_be_asked_for_again(telegram: Telegram) -> None:
    with pytest.raises(NoFileYetError):
        await Files(telegram.bot()).download("F")
