import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from news.fetching.gate import HostGate


@dataclass
class Travel:
    """Time that passes when told to."""

    now: float = 0.0
    timers: list["Alarm"] = field(default_factory=list)

    def call_later(self, seconds: float, callback: Callable[[], None]) -> "Alarm":
        alarm = Alarm(self.now + seconds, callback)
        self.timers.append(alarm)
        return alarm

    def advance(self, seconds: float) -> None:
        self.now += seconds
        for alarm in [alarm for alarm in self.timers if alarm.due <= self.now]:
            self.timers.remove(alarm)
            if not alarm.cancelled:
                alarm.callback()


@dataclass
class Alarm:
    due: float
    callback: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Visits:
    """Tasks that hold turns until they are told to leave."""

    gate: HostGate
    inside: list[str] = field(default_factory=list)
    leave: dict[str, asyncio.Event] = field(default_factory=dict)
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def enter(self, group: asyncio.TaskGroup, name: str, host: str = "a.kz:443") -> None:
        self.leave[name] = asyncio.Event()
        self.tasks[name] = group.create_task(self._stay(name, host))
        await settle()

    async def _stay(self, name: str, host: str) -> None:
        async with self.gate.turn(host):
            self.inside.append(name)
            await self.leave[name].wait()
        self.inside.remove(name)

    async def exit(self, *names: str) -> None:
        for name in names:
            self.leave[name].set()
        await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture
def time() -> Travel:
    return Travel()


@pytest.fixture
def visits(time: Travel) -> Visits:
    return Visits(HostGate(patience=3.0, call_later=time.call_later))


async def test_one_at_a_time_in_the_order_of_coming(visits: Visits) -> None:
    async with asyncio.TaskGroup() as group:
        for name in ("first", "second", "third"):
            await visits.enter(group, name)
        assert visits.inside == ["first"]
        await visits.exit("first")
        assert visits.inside == ["second"]
        await visits.exit("second")
        assert visits.inside == ["third"]
        await visits.exit("third")


async def test_hosts_do_not_wait_for_each_other(visits: Visits) -> None:
    async with asyncio.TaskGroup() as group:
        await visits.enter(group, "one", "a.kz:443")
        await visits.enter(group, "other", "a.kz:8443")
        assert visits.inside == ["one", "other"]
        await visits.exit("one", "other")


async def test_a_hanging_request_holds_the_others_up_for_its_patience_only(
    visits: Visits, time: Travel
) -> None:
    async with asyncio.TaskGroup() as group:
        for name in ("hanging", "second", "third"):
            await visits.enter(group, name)
        time.advance(2.9)
        await settle()
        assert visits.inside == ["hanging"]
        time.advance(0.1)
        await settle()
        assert visits.inside == ["hanging", "second"]
        await visits.exit("hanging")
        assert visits.inside == ["second"], "the late one passes nothing on a second time"
        await visits.exit("second", "third")


async def test_who_gives_up_waiting_is_skipped(visits: Visits) -> None:
    async with asyncio.TaskGroup() as group:
        for name in ("first", "impatient", "third"):
            await visits.enter(group, name)
        visits.tasks["impatient"].cancel()
        await settle()
        await visits.exit("first")
        assert visits.inside == ["third"]
        await visits.exit("third")


async def test_a_turn_granted_to_somebody_who_just_left_goes_on(visits: Visits) -> None:
    async with asyncio.TaskGroup() as group:
        for name in ("first", "leaving", "third"):
            await visits.enter(group, name)
        visits.leave["first"].set()
        await asyncio.sleep(0)
        visits.tasks["leaving"].cancel()
        await settle()
        assert visits.inside == ["third"]
        await visits.exit("third")


async def test_a_failing_request_leaves_its_turn(visits: Visits) -> None:
    with pytest.raises(ValueError, match="oops"):
        async with visits.gate.turn("a.kz:443"):
            raise ValueError("oops")
    async with asyncio.TaskGroup() as group:
        await visits.enter(group, "next")
        assert visits.inside == ["next"]
        await visits.exit("next")


async def test_starts_at_one_host_keep_their_distance(time: Travel) -> None:
    visits = Visits(HostGate(patience=3.0, spacing=2.0, call_later=time.call_later))
    async with asyncio.TaskGroup() as group:
        for name in ("first", "second"):
            await visits.enter(group, name)
        await visits.enter(group, "elsewhere", "b.kz:443")
        await visits.exit("first")
        assert visits.inside == ["elsewhere"]
        time.advance(1.9)
        await settle()
        assert visits.inside == ["elsewhere"]
        time.advance(0.1)
        await settle()
        assert visits.inside == ["elsewhere", "second"]
        await visits.exit("second", "elsewhere")
        await visits.enter(group, "third")
        assert visits.inside == [], "a host that nobody waits for rests, too"
        time.advance(2.0)
        await settle()
        assert visits.inside == ["third"]
        await visits.exit("third")


async def test_a_host_may_wish_for_a_longer_distance(time: Travel) -> None:
    gate = HostGate(call_later=time.call_later)
    async with gate.turn("a.kz:443", spacing=5.0):
        pass
    second = asyncio.Event()

    async def enter() -> None:
        async with gate.turn("a.kz:443"):
            second.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(enter())
        time.advance(4.9)
        await settle()
        assert not second.is_set()
        time.advance(0.1)
    assert second.is_set()
