"""Files: sent by people, by the bot, and downloaded."""

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, ReplyParameters

from demo.telegram.people.person import Person
from tests.demo.client import Api

OPML = b'<opml version="2.0"><body/></opml>'


def _told(api: Api) -> dict[str, object]:
    payload = api.telegram.unconfirmed[-1].payload
    assert isinstance(payload, dict)
    return payload


async def test_a_person_sends_a_document_and_the_bot_downloads_it(
    api: Api, ann: Person, http: aiohttp.ClientSession
) -> None:
    await ann.sends_document("my/feeds.opml", OPML, caption="/addsource these", mime="text/xml")
    told = _told(api)
    document = told["document"]
    assert isinstance(document, dict)
    assert (document["file_name"], document["mime_type"]) == ("feeds.opml", "text/xml")
    assert document["file_size"] == len(OPML)
    assert (told["caption"], "text" in told) == ("/addsource these", False)
    assert told["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 10}]
    file = await api.result("getFile", file_id=document["file_id"])
    base = f"{api.telegram.url}/file/bot{api.telegram.token}"
    async with http.get(f"{base}/{file['file_path']}") as answer:
        assert await answer.read() == OPML
    for wrong in (f"{base}/documents/../x", f"{base}x/{file['file_path']}"):
        async with http.get(wrong) as answer:
            assert answer.status in (401, 404)
    assert await api.refusal("getFile", file_id="x") == "Bad Request: invalid file_id"


async def test_a_file_may_be_too_big_to_download(api: Api, ann: Person) -> None:
    await ann.sends_document("all.opml", bytes(20 * 2**20 + 1))
    document = _told(api)["document"]
    assert isinstance(document, dict)
    refusal = await api.refusal("getFile", file_id=document["file_id"])
    assert refusal == "Bad Request: file is too big"


async def test_the_bot_sends_a_document(bot: Bot, api: Api, ann: Person) -> None:
    asked = await ann.says("/sources")
    sent = await bot.send_document(
        ann.id,
        BufferedInputFile(OPML, "sources.opml"),
        caption="<b>Your</b> sources",
        parse_mode="HTML",
        reply_parameters=ReplyParameters(message_id=asked.id),
    )
    assert sent.document is not None
    assert sent.reply_to_message is not None
    kept = api.telegram.messages(ann)[-1]
    assert kept.document is not None
    assert (kept.document.name, kept.document.content) == ("sources.opml", OPML)
    assert (kept.text, kept.bold) == ("Your sources", ("Your",))
    assert api.telegram.busiest(1.0, ann.id) == 1
    assert api.telegram.violations == []
    api.clock.pass_by(2)
    again = await bot.send_document(ann.id, sent.document.file_id)
    assert again.document == sent.document
    file = await bot.get_file(sent.document.file_id)
    content = await bot.download(file)
    assert content is not None
    assert content.read() == OPML


@pytest.mark.parametrize("part", ["document", "other"])
async def test_a_plain_part_has_to_bear_the_parameters_name(
    api: Api, ann: Person, http: aiohttp.ClientSession, part: str
) -> None:
    form = aiohttp.FormData({"chat_id": str(ann.id)})
    form.add_field(part, OPML, filename="a.opml")
    async with http.post(api.address("sendDocument"), data=form) as answer:
        body = await answer.json()
    if part == "document":
        assert body["result"]["document"]["file_name"] == "a.opml"
        assert api.telegram.violations == []
    else:
        assert body["description"] == "Bad Request: there is no document in the request"


async def test_refused_documents(api: Api, ann: Person, http: aiohttp.ClientSession) -> None:
    async def refused(content: bytes, **fields: str) -> str:
        api.clock.pass_by(2)
        form = aiohttp.FormData({"chat_id": str(ann.id), **fields})
        form.add_field("file", content, filename="a.opml")
        async with http.post(api.address("sendDocument"), data=form) as answer:
            return str((await answer.json()).get("description"))

    attached = {"document": "attach://file"}
    assert await refused(b"", **attached) == "Bad Request: file must be non-empty"
    missing = await refused(OPML, document="attach://another")
    assert missing == "Bad Request: there is no document in the request"
    unknown = await refused(OPML, document="nothing")
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"
    fits = {"caption": "😀" * 512, **attached}
    assert await refused(OPML, **fits) == "None"
    over = {"caption": "😀" * 512 + "x", **attached}
    assert await refused(OPML, **over) == "Bad Request: message caption is too long"
    marked = {"caption": "<b>" + "x" * 1024 + "</b>", "parse_mode": "HTML", **attached}
    assert await refused(OPML, **marked) == "None"


async def test_a_document_has_no_text_to_edit(bot: Bot, api: Api, ann: Person) -> None:
    sent = await bot.send_document(ann.id, BufferedInputFile(OPML, "a.opml"))
    refusal = await api.refusal(
        "editMessageText", chat_id=ann.id, message_id=sent.message_id, text="new"
    )
    assert refusal == "Bad Request: there is no text in the message to edit"


async def test_documents_count_as_messages(bot: Bot, api: Api, ann: Person) -> None:
    api.hurried = True
    await bot.send_document(ann.id, BufferedInputFile(OPML, "a.opml"))
    body = await api.raw("sendMessage", chat_id=ann.id, text="at once")
    assert body["error_code"] == 429


async def test_a_forwarded_post_names_its_channel(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("Дала арнасы", username="dala_arna", with_bot=False)
    post = await channel.posts("A storm is coming")
    await ann.forwards(post)
    told = _told(api)
    assert told["forward_origin"] == {
        "type": "channel",
        "date": post.date,
        "chat": {
            "id": channel.id,
            "type": "channel",
            "title": "Дала арнасы",
            "username": "dala_arna",
        },
        "message_id": post.id,
    }
    assert told["text"] == "A storm is coming"
    sender = told["from"]
    assert isinstance(sender, dict)
    assert sender["id"] == ann.id
    said = await api.telegram.person("Bob").says("hello")
    await ann.forwards(said)
    origin = _told(api)["forward_origin"]
    assert isinstance(origin, dict)
    assert (origin["type"], origin["sender_user"]["first_name"]) == ("user", "Bob")


async def test_posts_reach_the_bot_as_an_administrator(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("Дала арнасы", admins=[ann])
    post = await channel.posts("Picture of a storm", with_picture=True)
    assert api.telegram.unconfirmed[-1].kind == "channel_post"
    told = _told(api)
    assert (told["caption"], "text" in told, "photo" in told) == (post.text, False, True)
    await channel.edits(post, "Picture of a calm")
    assert api.telegram.unconfirmed[-1].kind == "edited_channel_post"
    told = _told(api)
    assert (told["caption"], told["message_id"], "edit_date" in told) == (
        "Picture of a calm",
        post.id,
        True,
    )
