"""``backup`` and ``restore`` as an operator types them: what goes wrong is one line."""

import asyncio
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.backup import make_backup
from bot.cli.restore import restore_backup
from bot.single import only_process
from storage.database import Database
from tests.storage.builders import arrive, follow
from tests.support.program import run_program

STORED = "1 chats, 1 follows, 0 sources"


@dataclass(frozen=True, slots=True)
class Desk:
    """An operator's place: commands, the folder they run in, and the bot's database there."""

    folder: Path
    database: Path
    capsys: pytest.CaptureFixture[str]

    def backs_up(self, name: str = "backup", *, overwrite: bool = False) -> tuple[int, str]:
        return self._does(make_backup, name, overwrite=overwrite)

    def restores(self, name: str = "backup", *, overwrite: bool = False) -> tuple[int, str]:
        return self._does(restore_backup, name, overwrite=overwrite)

    def _does(self, command: Callable[..., int], name: str, *, overwrite: bool) -> tuple[int, str]:
        try:
            code = command(self.folder / name, overwrite=overwrite)
        except SystemExit as left:
            code = int(str(left.code))
        printed = self.capsys.readouterr()
        said = printed.err if code else printed.out
        assert said.count("\n") == 1, printed
        return code, said.replace(f"{self.folder}/", "").strip()


@pytest.fixture
def desk(
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    database = tmp_path / "jarshy.db"
    database.write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    asyncio.run(_follow(database))
    yield Desk(tmp_path, database, capsys)
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]


async def _follow(file: Path) -> None:
    async with Database(f"sqlite:///{file}") as database, database.write() as connection:
        await follow(connection, await arrive(connection), "flood")


def texts(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM follow")]


def test_a_backup_of_a_running_bot_and_back(desk: Desk) -> None:
    with only_process(desk.database):
        code, said = desk.backs_up()
    assert (code, said.partition(";")[0]) == (0, f"backup: {STORED}")
    assert stat.S_IMODE((desk.folder / "backup").stat().st_mode) == 0o600
    desk.database.unlink()
    assert desk.restores() == (
        0,
        f"restored: {STORED}; 0 messages that waited to be sent expired",
    )
    assert texts(desk.database) == ["flood"]


def test_a_backup_replaces_another_with_consent_alone(desk: Desk) -> None:
    file = desk.folder / "backup"
    file.write_text("of value")
    assert desk.backs_up() == (1, "backup exists; --overwrite replaces it")
    assert file.read_text() == "of value"
    assert desk.backs_up(overwrite=True)[0] == 0
    assert texts(file) == ["flood"]


def test_places_where_no_backup_is_written(desk: Desk) -> None:
    assert desk.backs_up("jarshy.db", overwrite=True) == (
        1,
        "no backup was made: jarshy.db is the database itself",
    )
    (desk.folder / "folder").mkdir()
    assert desk.backs_up("folder", overwrite=True)[1] == "no backup was made: folder is no file"
    code, said = desk.backs_up("nowhere/backup")
    assert code == 1
    assert said.endswith("No such file or directory")


def test_no_database_to_back_up(desk: Desk) -> None:
    desk.database.unlink()
    assert desk.backs_up() == (1, "no backup was made: there is no database jarshy.db")


def test_a_running_bot_is_not_restored_into(desk: Desk) -> None:
    desk.backs_up()
    with only_process(desk.database):
        assert desk.restores(overwrite=True) == (
            1,
            "DATABASE_URL: another bot is using jarshy.db",
        )


def test_a_database_in_use_is_replaced_with_consent_alone(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.database)) as left:  # as after a crash: with a journal
        left.execute("UPDATE follow SET text = 'storm'")
        left.commit()
        journal = desk.folder / "jarshy.db-wal"
        kept = journal.read_bytes()
    assert desk.restores() == (
        1,
        "DATABASE_URL: the database knows chats already; --overwrite replaces it",
    )
    assert texts(desk.database) == ["storm"]
    journal.write_bytes(kept)
    assert desk.restores(overwrite=True)[0] == 0
    assert texts(desk.database) == ["flood"]


def test_a_damaged_database_is_replaced_with_consent(desk: Desk) -> None:
    desk.backs_up()
    desk.database.write_bytes(b"SQLite format 3\0" + bytes(4000))
    (desk.folder / "jarshy.db-wal").write_bytes(bytes(4000))
    assert "--overwrite replaces it" in desk.restores()[1]
    assert desk.restores(overwrite=True)[0] == 0
    assert texts(desk.database) == ["flood"]


def test_a_database_that_somebody_looks_at_is_left_alone(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.database)) as browser:
        browser.execute("BEGIN")
        browser.execute("SELECT * FROM follow").fetchone()
        assert desk.restores(overwrite=True) == (1, "nothing was restored: jarshy.db is in use")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda _: b"", "is no backup"),
        (lambda _: b"Dear diary", "is no backup"),
        (lambda whole: whole[: len(whole) // 2], "malformed"),
        (lambda whole: whole[:5000] + b"\xff" * 9000 + whole[14_000:], "backup"),
        (lambda whole: whole[:16] + bytes(84) + whole[100:], "backup"),
    ],
    ids=["empty", "text", "half of one", "overwritten", "no header"],
)
def test_what_is_no_backup_changes_nothing(
    desk: Desk, spoil: Callable[[bytes], bytes], complaint: str
) -> None:
    desk.backs_up()
    file = desk.folder / "backup"
    file.write_bytes(spoil(file.read_bytes()))
    code, said = desk.restores(overwrite=True)
    assert code == 1
    assert said.startswith("nothing was restored: backup")
    assert complaint in said
    assert texts(desk.database) == ["flood"]


def test_a_row_that_an_index_does_not_know_is_damage(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_follow_query_id'")
    assert desk.restores(overwrite=True)[1].startswith("nothing was restored: backup is damaged")


def test_databases_of_others_and_of_later_versions(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    newer = "nothing was restored: backup was made by a newer version of the bot"
    assert desk.restores(overwrite=True) == (1, newer)
    with closing(sqlite3.connect(desk.folder / "other")) as connection:
        connection.execute("CREATE TABLE chat (id INTEGER)")
    assert "other is no backup of this bot" in desk.restores("other", overwrite=True)[1]
    assert desk.restores("none", overwrite=True)[1].endswith("none: No such file or directory")
    assert desk.restores("jarshy.db", overwrite=True)[1].endswith("is the database itself")


def test_what_others_made_run_in_a_backup_does_not(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute("CREATE VIEW \"my 'own' view\" AS SELECT text FROM follow")
        connection.execute(
            "CREATE TRIGGER gone AFTER UPDATE ON source BEGIN DELETE FROM follow; END"
        )
    assert desk.restores(overwrite=True)[0] == 0
    with closing(sqlite3.connect(desk.database)) as connection:
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')"
        )
        assert found.fetchall() == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_no_space_changes_nothing(desk: Desk, command: str) -> None:
    if command == "restore":
        desk.backs_up()
    # What is there is larger than what a process may write.
    run = run_program(
        desk.folder,
        command,
        "backup",
        "--overwrite",
        most_kilobytes=64,
        DATABASE_URL=f"sqlite:///{desk.database}",
    )
    printed = asyncio.run(run)
    assert printed.code == 1
    assert printed.errors.count("\n") == 1
    assert (desk.folder / "backup").exists() is (command == "restore")
    assert texts(desk.database) == ["flood"]
