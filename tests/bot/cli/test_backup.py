"""``backup`` and ``restore`` as an operator types them: what goes wrong is one line."""

import asyncio
import os
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

    def restores(self, name: str = "backup") -> tuple[int, str]:
        return self._does(restore_backup, name)

    def kept(self) -> list[Path]:
        """What was replaced by restoring."""
        return sorted(self.folder.glob("jarshy.db.replaced-*"))

    def _does(self, command: Callable[..., int], name: str, **options: bool) -> tuple[int, str]:
        try:
            code = command(self.folder / name, **options)
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
    assert desk.backs_up("nowhere/backup") == (
        1,
        "no backup was made: nowhere/backup can't be written: No such file or directory",
    )


def test_no_database_to_back_up(desk: Desk) -> None:
    desk.database.unlink()
    assert desk.backs_up() == (1, "no backup was made: there is no database jarshy.db")


def test_a_running_bot_is_not_restored_into(desk: Desk) -> None:
    desk.backs_up()
    with only_process(desk.database):
        assert desk.restores() == (1, "DATABASE_URL: another bot is using jarshy.db")


def test_what_a_restore_replaces_is_kept(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.database)) as left:  # as after a crash: with a journal
        left.execute("UPDATE follow SET text = 'storm'")
        left.commit()
        journal = desk.folder / "jarshy.db-wal"
        kept = journal.read_bytes()
    journal.write_bytes(kept)
    code, said = desk.restores()
    assert code == 0
    assert texts(desk.database) == ["flood"]
    [replaced] = desk.kept()
    assert said.endswith(f"expired; what was there before is kept in {replaced.name}")
    assert texts(replaced) == ["storm"]


def test_of_a_damaged_database_what_is_left_is_kept(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.database)) as connection:
        size, page = connection.execute(
            "SELECT page_size, rootpage FROM pragma_page_size, sqlite_master WHERE name = 'chat'"
        ).fetchone()
    with desk.database.open("r+b") as file:
        file.seek(size * (page - 1))
        file.write(b"\xff" * size)
    damaged = desk.database.read_bytes()
    assert desk.restores()[0] == 0
    assert texts(desk.database) == ["flood"]
    header = 100  # says that there is no journal any more
    assert [one.read_bytes()[header:] for one in desk.kept()] == [damaged[header:]]


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\0" + bytes(4000)])
def test_what_is_no_database_of_ours_is_not_replaced(desk: Desk, content: bytes) -> None:
    desk.backs_up()
    desk.database.write_bytes(content)
    code, said = desk.restores()
    assert code == 1
    assert said.startswith("nothing was restored: DATABASE_URL: jarshy.db")
    assert said.endswith("; move it away first")
    assert desk.database.read_bytes() == content
    assert desk.kept() == []


def test_a_database_that_somebody_looks_at_is_left_alone(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.database)) as browser:
        browser.execute("BEGIN")
        browser.execute("SELECT * FROM follow").fetchone()
        assert desk.restores() == (1, "nothing was restored: jarshy.db is in use")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda _: b"", "is no database of this bot"),
        (lambda _: b"Dear diary", "is no database of this bot"),
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
    code, said = desk.restores()
    assert code == 1
    assert said.startswith("nothing was restored: backup")
    assert complaint in said
    assert texts(desk.database) == ["flood"]
    assert desk.kept() == []


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        ("DROP TABLE follow", "it has no table follow"),
        ("ALTER TABLE revision DROP COLUMN summary", "revision has no summary"),
    ],
)
def test_what_the_bot_will_ask_for_is_in_a_backup(desk: Desk, spoil: str, complaint: str) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute(spoil)
    said = f"nothing was restored: backup is no whole backup: {complaint}"
    assert desk.restores() == (1, said)
    assert texts(desk.database) == ["flood"]


def test_nobody_waits_for_what_is_no_file(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe")
    assert desk.restores("pipe") == (1, "nothing was restored: pipe is no file")


def test_a_row_that_an_index_does_not_know_is_damage(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_follow_query_id'")
    assert desk.restores()[1].startswith("nothing was restored: backup is damaged")


def test_databases_of_others_and_of_later_versions(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    newer = "nothing was restored: backup was made by a newer version of the bot"
    assert desk.restores() == (1, newer)
    with closing(sqlite3.connect(desk.folder / "other")) as connection:
        connection.execute("CREATE TABLE chat (id INTEGER)")
    assert "other is no database of this bot" in desk.restores("other")[1]
    assert desk.restores("none")[1].endswith("none: No such file or directory")
    assert desk.restores("jarshy.db")[1].endswith("is the database itself")


def test_what_others_made_run_in_a_backup_does_not(desk: Desk) -> None:
    desk.backs_up()
    with closing(sqlite3.connect(desk.folder / "backup")) as connection, connection:
        connection.execute("CREATE VIEW \"my 'own' view\" AS SELECT text FROM follow")
        connection.execute(
            "CREATE TRIGGER gone AFTER UPDATE ON source BEGIN DELETE FROM follow; END"
        )
    assert desk.restores()[0] == 0
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
        most_kilobytes=64,
        DATABASE_URL=f"sqlite:///{desk.database}",
    )
    printed = asyncio.run(run)
    assert printed.code == 1
    assert printed.errors.count("\n") == 1
    assert (desk.folder / "backup").exists() is (command == "restore")
    assert texts(desk.database) == ["flood"]
