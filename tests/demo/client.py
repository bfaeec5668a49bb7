"""A clock that stands still until a test moves it, and a bare client of the Bot API."""

from dataclasses import dataclass, field
from typing import Any

import aiohttp

from demo.telegram import SimulatedTelegram


@dataclass(slots=True)
class Clock:
    """Monotonic seconds that pass only when told."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@dataclass(slots=True)
class Api:
    """Calls methods with JSON bodies; each message is a second after the last, unless told."""

    telegram: SimulatedTelegram
    clock: Clock
    http: aiohttp.ClientSession
    hurried: bool = False
    statuses: list[int] = field(default_factory=list)

    def address(self, method: str) -> str:
        return f"{self.telegram.url}/bot{self.telegram.token}/{method}"

    async def raw(self, method: str, **parameters: object) -> dict[str, Any]:
        if not self.hurried:
            self.clock.pass_by(3.1)
        async with self.http.post(self.address(method), json=parameters) as response:
            self.statuses.append(response.status)
            body: dict[str, Any] = await response.json()
            return body

    async def result(self, method: str, **parameters: object) -> Any:
        body = await self.raw(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: object) -> str:
        body = await self.raw(method, **parameters)
        assert not body["ok"], body
        assert body["error_code"] == self.statuses[-1]
        return str(body["description"])
