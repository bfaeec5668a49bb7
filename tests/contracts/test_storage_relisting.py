"""Storage, on both databases: what a source said before, under whatever id and address."""

from storage import articles
from storage.articles import Sighted
from storage.database import Database
from storage.relisting import said_before
from tests.storage.builders import NOW, entry, watch


def said(name: str) -> Sighted:
    return entry(name, title=f"Title {name}")


async def test_what_a_source_said_is_found_by_its_digest_in_this_source_alone(
    database: Database,
) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, "https://one.example/", "https://two.example/")
        await articles.sight(connection, NOW, one, [said("a"), said("b")])
        await articles.remember(connection, NOW, two, [said("c")])
        a, c = said("a").digest, said("c").digest
        many = {number.to_bytes(16, "big") for number in range(1_600)}
        assert await said_before(connection, one, {a, c} | many) == {a: ["https://news.example/a"]}
        assert await said_before(connection, two, {a, c}) == {c: ["https://news.example/c"]}
        assert await said_before(connection, one, []) == {}
