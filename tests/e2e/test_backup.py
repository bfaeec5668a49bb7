"""A backup of the real process while it polls, restored into a fresh database."""

from pathlib import Path

from tests.support.bot_process import until
from tests.support.program import run_program
from tests.support.stage import open_stage

BODY = ["A body of text that says nothing about anything in particular, at some length."] * 3


async def test_after_a_restore_nobody_hears_old_news_and_nobody_misses_what_is_new(
    tmp_path: Path,
) -> None:
    async with open_stage(tmp_path) as stage:
        await stage.starts()
        ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
        await stage.answer(ann, "/follow flood")
        await stage.answer(ann, "/follow earthquake")
        await stage.answer(bob, "/follow flood")
        site = await stage.site()
        before = site.publish("Flood in the valley", "", BODY)
        await stage.told(ann, before.headline)
        await stage.told(bob, before.headline)

        database = stage.bot.settings["DATABASE_URL"]
        backup = str(tmp_path / "backup")
        made = await run_program(tmp_path, "backup", backup, DATABASE_URL=database)
        assert (made.code, made.errors) == (0, "")
        assert "3 follows" in made.out

        lost = site.publish("Flood that the backup knows nothing of", "", BODY)
        await stage.told(ann, lost.headline)
        refused = await run_program(tmp_path, "restore", backup, DATABASE_URL=database)
        assert refused.code == 1
        assert "another bot is using" in refused.errors
        await stage.settled(lost)
        await stage.bot.stops()
        unseen = site.publish("Flood while nobody looked", "", BODY)

        stage.move_database(tmp_path / "elsewhere" / "jarshy.db")
        database = stage.bot.settings["DATABASE_URL"]
        restored = await run_program(tmp_path, "restore", backup, DATABASE_URL=database)
        assert (restored.code, restored.errors) == (0, "")
        await stage.starts()
        looked = "SELECT 1 FROM source WHERE looked_at IS NOT NULL"
        await until(lambda: bool(stage.rows(looked)))
        after = site.publish("Flood after it all", "", BODY)
        quake = site.publish("Earthquake felt at noon", "", BODY)
        for person, story in ((ann, after), (bob, after), (ann, quake)):
            await stage.told(person, story.headline)
        await stage.settled(after, quake)
        await stage.looked(site)

        for story, times in ((before, 1), (lost, 1), (unseen, 0), (after, 1)):
            for person in (ann, bob):
                assert len(stage.alerts(person, story.headline)) == times, story.headline
        assert len(stage.alerts(ann, quake.headline)) == 1
        listed = (await stage.answer(ann, "/list")).text
        assert "flood" in listed
        assert "earthquake" in listed
        assert stage.telegram.violations == []
        stage.bot.check_log()
