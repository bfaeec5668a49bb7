"""Who goes first where SQLite lets one write at a time."""

import asyncio

from storage.database import Database


async def test_of_many_patient_writers_only_one_is_ever_ahead_of_the_others(
    sqlite_database: Database,
) -> None:
    order: list[str] = []
    writing, go_on = asyncio.Event(), asyncio.Event()

    async def look(name: str) -> None:
        async with sqlite_database.write(patient=True):
            writing.set()
            await go_on.wait()
            order.append(name)

    async def answer() -> None:
        async with sqlite_database.write():
            order.append("answer")

    async with asyncio.TaskGroup() as group:
        looks = [group.create_task(look(f"look {number}")) for number in range(1, 4)]
        await writing.wait()
        group.create_task(answer())
        await asyncio.sleep(0)  # it stands in line now
        go_on.set()

    assert all(one.done() for one in looks)
    assert order == ["look 1", "answer", "look 2", "look 3"]


async def test_a_patient_writer_that_fails_leaves_the_line(sqlite_database: Database) -> None:
    try:
        async with sqlite_database.write(patient=True):
            raise RuntimeError("the disk is full")
    except RuntimeError:
        pass
    async with asyncio.timeout(5), sqlite_database.write(patient=True):
        pass
