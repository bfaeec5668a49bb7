"""Files that people send: they lie at Telegram until we ask for them (Bot API, getFile)."""

from http import HTTPStatus

import aiohttp
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest

MOST_BYTES = 1 << 20
_DEADLINE = 20  # seconds


class FileRefusedError(Exception):
    """The file can never be had; ``code`` says why: ``file_too_large`` or ``no_file``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoFileYetError(Exception):
    """Telegram could not be asked now."""


class Files:
    """Downloads small files."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def download(self, file_id: str) -> bytes:
        """Return a file's content, at most ``MOST_BYTES``.

        Raises:
            FileRefusedError: it is larger, or Telegram has it no longer.
            NoFileYetError: ask again later.
        """
        try:
            file = await self._bot.get_file(file_id, request_timeout=_DEADLINE)
        except TelegramBadRequest as error:
            code = "file_too_large" if "too big" in error.message else "no_file"
            raise FileRefusedError(code) from error
        except AiogramError as error:
            raise NoFileYetError(str(error)) from error
        if file.file_size is not None and file.file_size > MOST_BYTES:
            raise FileRefusedError("file_too_large")
        if file.file_path is None:
            raise FileRefusedError("no_file")
        return await self._content(file.file_path)

    async def _content(self, path: str) -> bytes:
        """Read as it comes: what is announced need not be what is sent."""
        session = self._bot.session
        url = session.api.file_url(self._bot.token, path)
        content = bytearray()
        try:
            async for chunk in session.stream_content(url, timeout=_DEADLINE):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise FileRefusedError("file_too_large")
        except aiohttp.ClientResponseError as error:
            if error.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                raise FileRefusedError("no_file") from error
            raise NoFileYetError(f"answered {error.status}") from error  # its text has the token
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NoFileYetError(type(error).__name__) from error
        return bytes(content)
