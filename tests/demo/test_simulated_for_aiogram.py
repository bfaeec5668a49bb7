"""aiogram understands every answer and recognises every refusal."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    ChatMemberAdministrator,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyParameters,
)
from aiogram.utils.formatting import Bold, Text, TextLink

from demo.telegram import SimulatedTelegram
from demo.telegram.faults import Dropped, Fault, Flood, Garbled, ServerError
from demo.telegram.people.person import Person
from demo.telegram.state.wire import RIGHTS_OF_10_1
from tests.demo.client import Clock


@pytest.fixture(autouse=True)
def unhurried(telegram: SimulatedTelegram) -> None:
    telegram.rates.per_chat_second = 100


async def test_a_conversation(telegram: SimulatedTelegram, bot: Bot, ann: Person) -> None:
    me = await bot.me()
    assert (me.id, me.username) == (telegram.bot.id, "jarshy_bot")
    said = await ann.says("/follow@jarshy_bot сталкинг")
    update = (await bot.get_updates())[0]
    assert update.message is not None
    assert update.message.entities is not None
    assert update.message.entities[0].extract_from(said.text) == "/follow@jarshy_bot"
    content = Text("😀 ", Bold("сталкинг"), " ", TextLink("read", url="http://127.0.0.1:1/x"))
    sent = await bot.send_message(
        ann.id,
        **content.as_kwargs(),
        link_preview_options=LinkPreviewOptions(url="http://127.0.0.1:1/x"),
        reply_parameters=ReplyParameters(message_id=said.id),
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Stop", callback_data="stop:1")]]
        ),
    )
    kept = telegram.written[0]
    assert (kept.bold, kept.links) == (("сталкинг",), (("read", "http://127.0.0.1:1/x"),))
    assert sent.reply_to_message is not None
    async with asyncio.TaskGroup() as group:
        pressing = group.create_task(ann.asks(kept, "Stop"))
        query = (await bot.get_updates(offset=update.update_id + 1, timeout=5))[0].callback_query
        assert query is not None
        assert query.data == "stop:1"
        await query.answer("Stopped", show_alert=True).as_(bot)
    assert (pressing.result().text, pressing.result().alert) == ("Stopped", True)
    edited = await bot.edit_message_text("Gone.", chat_id=ann.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.reply_markup is None
    await bot.send_message(ann.id, "What?", reply_markup=ForceReply(input_field_placeholder="w"))
    assert await bot.delete_message(ann.id, sent.message_id)
    assert telegram.violations == []


async def test_chats_and_members(telegram: SimulatedTelegram, bot: Bot, ann: Person) -> None:
    bob, eve = telegram.person("Bob"), telegram.person("Eve")
    group = telegram.group("G", admins=[ann, eve], members=[bob])
    group.kicks_bot()
    group.adds_bot()
    kinds = [type(await bot.get_chat_member(group.id, p.id)) for p in (ann, eve, bob)]
    assert kinds == [ChatMemberOwner, ChatMemberAdministrator, ChatMemberMember]
    stranger = telegram.person("Zoe")
    assert isinstance(await bot.get_chat_member(group.id, stranger.id), ChatMemberLeft)
    assert len(await bot.get_chat_administrators(group.id)) == 2
    assert (await bot.get_chat(group.id)).title == "G"
    assert (await bot.get_chat(ann.id)).first_name == "Ann"
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == [
        *("my_chat_member", "message", "message", "my_chat_member", "my_chat_member", "message"),
    ]


async def test_forums_channels_and_migrations(
    telegram: SimulatedTelegram, bot: Bot, ann: Person
) -> None:
    forum = telegram.group("F", admins=[ann], forum=True)
    topic = forum.topic("Courts")
    await ann.says("/list", to=forum, topic=topic, anonymous=True)
    channel = telegram.channel("C", admins=[ann])
    await channel.posts("/list")
    group = telegram.group("G", admins=[ann], supergroup=False)
    old = group.id
    group.migrates()
    updates = await bot.get_updates()
    in_topic = next(u.message for u in updates if u.message and u.message.text == "/list")
    assert in_topic.is_topic_message
    assert in_topic.sender_chat == in_topic.chat
    assert [u.event_type for u in updates].count("channel_post") == 1
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(old, "x")
    assert moved.value.migrate_to_chat_id == group.id
    sent = await bot.send_message(forum.id, "x", message_thread_id=topic)
    assert sent.is_topic_message


async def test_the_profile(telegram: SimulatedTelegram, bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    commands = [BotCommand(command="follow", description="Следить")]
    await bot.set_my_commands(commands, scope=scope, language_code="ru")
    kept = await bot.get_my_commands(scope=scope, language_code="ru")
    assert [(command.command, command.description) for command in kept] == [("follow", "Следить")]
    await bot.set_my_description("About", language_code="ru")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_description(language_code="ru")).description == "About"
    assert (await bot.get_my_short_description()).short_description == "Short"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    assert (await bot.get_webhook_info()).url == ""
    assert telegram.violations == []


async def test_every_refusal_has_its_exception(bot: Bot, ann: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(ann.id, "")
    await bot.set_webhook("https://example.kz/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    ann.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "x")
    other = Bot("7000000001:wrong", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError):
        await other.get_me()


async def test_every_fault_has_its_exception(
    telegram: SimulatedTelegram, bot: Bot, ann: Person, clock: Clock
) -> None:
    expected: dict[Fault, type[Exception]] = {
        Flood(7): TelegramRetryAfter,
        ServerError(500): TelegramServerError,
        ServerError(502, html=True): ClientDecodeError,
        Garbled(): ClientDecodeError,
        Garbled(truncated=True): ClientDecodeError,
        Dropped(): TelegramNetworkError,
        Dropped(accepted=True): TelegramNetworkError,
    }
    for fault, exception in expected.items():
        clock.pass_by(10)
        telegram.faults.add(fault, method="sendMessage")
        with pytest.raises(exception):
            await bot.send_message(ann.id, type(fault).__name__)
    await telegram.stops_listening()
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ann.id, "x")
    assert [message.text for message in telegram.written] == ["Garbled", "Garbled", "Dropped"]


async def test_an_unknown_method_is_not_found(telegram: SimulatedTelegram, bot: Bot) -> None:
    bot.session.api = type(bot.session.api).from_base(f"{telegram.url}/elsewhere")
    with pytest.raises((TelegramNotFound, ClientDecodeError)):
        await bot.get_me()


async def test_an_older_server_is_too_much_for_it(
    telegram: SimulatedTelegram, bot: Bot, ann: Person
) -> None:
    """One update that it can't read makes it refuse all that came together with it."""
    telegram.world.rights = RIGHTS_OF_10_1
    await ann.says("hello")
    telegram.channel("C", admins=[ann])
    with pytest.raises(ClientDecodeError):
        await bot.get_updates()
    assert len(telegram.unconfirmed) == 2
