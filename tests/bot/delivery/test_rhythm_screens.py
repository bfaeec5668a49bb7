"""What ``/digest`` says about the next digest."""

import pytest

from actions.outcomes import RhythmShown, encode
from bot.delivery.beginning import Begun
from bot.delivery.rendering import Renderer
from storage import outbox, rhythms
from storage.database import Database
from storage.rhythms import Rhythm
from tests.storage.builders import NOW, arrive
from views.i18n import load_languages

NINE, TEN = 9 * 60, 10 * 60


@pytest.mark.parametrize(
    ("rhythm", "said"),
    [
        (Rhythm(), None),
        (Rhythm(rhythm="daily"), "3 Mar, 09:00"),
        (Rhythm(rhythm="weekly", digest_day=2), "4 Mar, 09:00"),
        (Rhythm(rhythm="daily", quiet_from=NINE, quiet_to=TEN), "3 Mar, 10:00"),
        (Rhythm(rhythm="daily", paused_at=NOW), None),
    ],
)
async def test_the_next_digest_is_named_if_there_is_one(
    database: Database, rhythm: Rhythm, said: str | None
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await rhythms.change(connection, here.id, rhythm)
        shown = encode(RhythmShown())
        owed = await outbox.owe(connection, NOW, here.id, "answer", outcome=shown)
        [letter] = await outbox.begin(connection, [owed])
    screen = await Renderer(database, load_languages()).render(Begun(letter), NOW)
    lines = [line for line in screen.text.splitlines() if "Next digest" in line]
    assert lines == ([] if said is None else [f"• Next digest: {said}"])
