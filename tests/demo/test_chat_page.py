import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from demo.stage import Stage, open_stage
from tests.demo.town_crier import TownCrier


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with open_stage() as opened:
        opened.telegram.rates.per_chat_second = 100
        yield opened


async def post(http: aiohttp.ClientSession, stage: Stage, path: str, **body: object) -> Any:
    async with http.post(f"{stage.telegram.url}/page/{path}", json=body) as response:
        return await response.json() if response.status == 200 else response.status


async def snapshots(http: aiohttp.ClientSession, stage: Stage, person: int) -> AsyncIterator[Any]:
    async with http.get(f"{stage.telegram.url}/page/events?person={person}") as response:
        async for line in response.content:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


async def test_the_page_is_served_whole_and_needs_nobody_else(
    stage: Stage, http: aiohttp.ClientSession
) -> None:
    texts = []
    for path in ("", "style.css", "chat.js", "dom.js", "panel.js"):
        async with http.get(f"{stage.telegram.url}/{path}") as response:
            assert response.status == 200, path
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            texts.append(await response.text())
    whole = "\n".join(texts).replace("http://www.w3.org/2000/svg", "")
    assert "http://" not in whole
    assert "innerHTML" not in whole
    assert "prefers-color-scheme: dark" in whole


async def test_a_conversation_by_hand(stage: Stage, http: aiohttp.ClientSession) -> None:
    crier = TownCrier(stage.telegram, stage.newsroom, http)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(crier.run())
        person = (await post(http, stage, "people", name="<i>Ann", language="kk"))["id"]
        await crier.call("setMyCommands", commands=[{"command": "help", "description": "Көмек"}])
        await post(http, stage, "say", person=person, text="/start")
        async for shown in snapshots(http, stage, person):
            if len(shown["messages"]) == 2:
                break
        assert shown["awake"] is True
        assert shown["people"][0]["name"] == "<i>Ann"
        assert shown["commands"] == [{"command": "help", "description": "Көмек"}]
        mine, answer = shown["messages"]
        assert (mine["mine"], mine["entities"][0]["type"]) == (True, "bot_command")
        assert answer["rows"] == [[{"text": "Press", "data": "p", "url": ""}]]
        pressed = await post(http, stage, "press", person=person, message=answer["id"], data="p")
        assert pressed == {"text": "Pressed", "alert": False}
        running.cancel()


async def test_edits_are_shown(stage: Stage, http: aiohttp.ClientSession) -> None:
    ann = stage.telegram.person("Ann")
    await ann.says("/start")
    crier = TownCrier(stage.telegram, stage.newsroom, http)
    sent = await crier.call("sendMessage", chat_id=ann.id, text="one")
    stream = snapshots(http, stage, ann.id)
    assert (await anext(stream))["messages"][-1]["edited"] is False
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    await crier.call("editMessageText", **place, text="two")
    async for shown in stream:
        if shown["messages"][-1]["text"] == "two":
            break
    assert shown["messages"][-1]["edited"] is True


async def test_publishing_a_story(stage: Stage, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{stage.telegram.url}/page/overview") as response:
        overview = await response.json()
    draft, site = overview["drafts"][0], overview["sites"][0]
    published = await post(http, stage, "publish", site=site["name"], **draft)
    story = stage.newsroom.sites[site["name"]].stories[-1]
    assert published == {"url": story.url}
    assert (story.headline, len(story.paragraphs)) == (draft["headline"], 5)
    assert await post(http, stage, "publish", site="nowhere", **draft) == 404
    draft["headline"] = " "
    assert await post(http, stage, "publish", site=site["name"], **draft) == 400


async def test_blocking(stage: Stage, http: aiohttp.ClientSession) -> None:
    ann = stage.telegram.person("Ann")
    await ann.says("/start")
    await post(http, stage, "block", person=ann.id, blocked=True)
    assert (await anext(snapshots(http, stage, ann.id)))["people"][0]["blocked"] is True
    await post(http, stage, "block", person=ann.id, blocked=False)
    assert stage.telegram.unconfirmed[-1].payload["new_chat_member"]["status"] == "member"


async def test_other_sites_cannot_act_here(stage: Stage, http: aiohttp.ClientSession) -> None:
    ann = stage.telegram.person("Ann")
    body = json.dumps({"person": ann.id, "text": "hi"})
    address = f"{stage.telegram.url}/page/say"
    async with http.post(address, data=body, headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415
    assert stage.telegram.messages(ann) == []


async def test_the_bot_is_nobody_to_speak_for(stage: Stage, http: aiohttp.ClientSession) -> None:
    assert await post(http, stage, "say", person=stage.telegram.bot.id, text="hi") == 404
    assert await post(http, stage, "say", person=1, text="hi") == 404
