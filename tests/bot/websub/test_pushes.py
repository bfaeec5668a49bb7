"""What hubs push: committed like a look, and nothing that is not theirs."""

from structlog.testing import capture_logs

from storage.subscriptions import PUSHING, VERIFIED
from tests.bot.websub.conftest import LONGEST, Stand


async def test_a_push_is_committed_like_a_look(stand: Stand) -> None:
    await stand.subscribed()
    due_at = (await stand.source()).due_at
    await stand.pushes(b"new old")
    await stand.pushes(b"new old")
    assert await stand.unread() == ["Story new"]
    assert (await stand.source()).due_at == due_at
    await stand.looks("new", "old")
    assert await stand.unread() == ["Story new"]


async def test_looks_are_spared_only_while_the_hub_pushes_all(stand: Stand) -> None:
    await stand.subscribed()
    await stand.looks("old")
    assert (await stand.source()).interval != LONGEST, "it has never pushed"
    await stand.pushes(b"old")
    assert (await stand.known()).state == PUSHING
    await stand.looks("old")
    assert (await stand.source()).interval == LONGEST
    await stand.looks("missed", "old")
    assert (await stand.known()).state == VERIFIED
    assert (await stand.source()).interval != LONGEST, "what it left out is found soon"
    await stand.pushes(b"missed old")
    assert (await stand.known()).state == PUSHING


async def test_what_is_not_signed_has_no_effect_and_is_told_once(stand: Stand) -> None:
    await stand.subscribed()
    with capture_logs() as log:
        await stand.pushes(b"forged", signed=False)
        await stand.pushes(b"forged", secret="guessed")
    assert await stand.unread() == []
    assert (await stand.known()).state == VERIFIED
    assert [line["event"] for line in log] == ["a push is not signed by its hub"]


async def test_a_hub_that_pushes_rubbish_is_not_relied_on(stand: Stand) -> None:
    await stand.subscribed()
    await stand.pushes(b"old")
    await stand.pushes(b"rubbish")
    assert (await stand.known()).state == VERIFIED
    await stand.pushes(b"new")
    assert await stand.unread() == ["Story new"]
