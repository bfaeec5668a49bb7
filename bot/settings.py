"""The settings: read here alone, from the environment or ``.env``, and handed down as values."""

import re
from functools import partial
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_TOKEN = re.compile(r"\d+:[\w-]{10,}", re.ASCII)
_WEBHOOK_PORTS = {443, 80, 88, 8443}
_FREE_RATE = 30
_TAKES = {
    "bot_token": "what @BotFather gave you, such as 123456789:AAE…",
    "admin_ids": "Telegram user ids, separated by commas",
    "database_url": "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    "sources_file": "the path of a file",
    "poll_min_seconds": "a number of seconds from 0.1 to 86400",
    "poll_max_seconds": "a number of seconds from 0.1 to 86400",
    "telegram_api_url": "an address such as https://api.telegram.org",
    "send_rate": "messages a second, from 1 to 30, or to 1000 with PAID_BROADCAST=true",
    "paid_broadcast": "true or false",
    "public_url": "https://HOST on port 443, 80, 88 or 8443",
    "web_host": "an address to listen on",
    "web_port": "a port from 1 to 65535, or 0 for none",
    "allow_private_networks": "true or false",
    "max_follows_per_chat": "a number from 1 to 10000",
    "max_sources_per_chat": "a number from 0 to 10000",
    "log_level": "DEBUG, INFO, WARNING or ERROR",
    "log_format": "console or json",
}


class SettingsError(Exception):
    """A setting has a wrong value; the message is one line that names it and says what it takes."""


class Settings(BaseSettings):
    """Every setting by its name in lower case; ``.env.example`` says what each means."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    bot_token: str = ""
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database_url: str = "sqlite:///data/jarshy.db"
    sources_file: Path = Path("sources.toml")
    poll_min_seconds: Annotated[float, Field(ge=0.1, le=86_400)] = 60
    poll_max_seconds: Annotated[float, Field(ge=0.1, le=86_400)] = 1800
    telegram_api_url: str = "https://api.telegram.org"
    send_rate: Annotated[float, Field(ge=1, le=1000)] = 30
    paid_broadcast: bool = False
    public_url: str = ""
    web_host: str = "127.0.0.1"
    web_port: Annotated[int, Field(ge=0, le=65_535)] = 8080
    allow_private_networks: bool = False
    max_follows_per_chat: Annotated[int, Field(ge=1, le=10_000)] = 100
    max_sources_per_chat: Annotated[int, Field(ge=0, le=10_000)] = 20
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [part.strip() for part in value.split(",") if part.strip()]

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("bot_token")
    @classmethod
    def _is_token(cls, value: str) -> str:
        if value and not _TOKEN.fullmatch(value):
            raise ValueError
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        from storage.dialects import driver_url  # noqa: PLC0415 (only `run` needs a database)

        driver_url(value)
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError
        return value.rstrip("/")

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        if self.poll_max_seconds < self.poll_min_seconds:
            message = "POLL_MAX_SECONDS takes at least POLL_MIN_SECONDS"
            raise ValueError(message)
        if self.send_rate > _FREE_RATE and not self.paid_broadcast:
            message = "SEND_RATE takes more than 30 only with PAID_BROADCAST=true"
            raise ValueError(message)
        if self.public_url:
            _check_public_url(self)
        return self


def load_settings() -> Settings:
    """Return the settings of the environment and ``.env``; SettingsError for a wrong value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:  # settings that don't fit together
            raise SettingsError(first["msg"].removeprefix("Value error, ")) from None
        name = str(first["loc"][0])
        raise SettingsError(f"{name.upper()} takes {_TAKES[name]}") from None


def _check_public_url(settings: Settings) -> None:
    fail = partial(_fail, f"PUBLIC_URL takes {_TAKES['public_url']}")
    if settings.web_port == 0:
        _fail("WEB_PORT takes a port other than 0 while PUBLIC_URL is set")
    try:
        parts = urlsplit(settings.public_url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        fail()
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        fail()
    if settings.allow_private_networks:
        return
    if parts.scheme != "https" or port not in _WEBHOOK_PORTS:
        fail()


def _fail(message: str) -> None:
    raise ValueError(message)
