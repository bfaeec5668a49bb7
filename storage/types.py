"""Column types that mean the same on both databases."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# SQLite numbers rows by itself only where the primary key is spelled INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as microseconds since 1970: it sorts and subtracts in SQL."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Return microseconds since 1970."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """Return an aware UTC datetime."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class Prose(TypeDecorator[str]):
    """Text from outside: what neither UTF-8 nor PostgreSQL can hold is replaced on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Return the text without NUL characters and lone surrogates, at the same length."""
        if value is None:
            return None
        clean = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
        try:
            clean.encode()
        except UnicodeEncodeError:
            return "".join(
                "\N{REPLACEMENT CHARACTER}" if "\ud800" <= character <= "\udfff" else character
                for character in clean
            )
        return clean
