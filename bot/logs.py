"""Logs: one event a line, for people or for machines, and never a token."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# A token stands alone, in an address (/bot123:AA…/) or inside an exception's text.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{10,}")
_EventDict = MutableMapping[str, Any]


def configure_logs(level: str, fmt: str) -> None:
    """Send our own logs and the libraries' to standard error, as ``console`` or ``json``."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_tokens,
    ]
    render: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if fmt == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in (
        "aiogram.event",
        "aiosqlite",
        "apscheduler",
        "aiohttp.access",
        "alembic",
        "asyncio",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def hide_tokens(_logger: object, _method: str, event: _EventDict) -> _EventDict:
    """Replace whatever looks like a bot token in every value of an event."""
    for key, value in event.items():
        if key.startswith("_") or isinstance(value, (int, float, bool)) or value is None:
            continue
        text = value if isinstance(value, str) else repr(value)
        if _TOKEN.search(text):
            event[key] = _TOKEN.sub("<token>", text)
    return event
