"""From a screen to a request, and to the plainer one that is tried when Telegram refuses it."""

from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import LinkPreviewOptions, MessageEntity, ReplyParameters

from bot.delivery.requests import without_formatting

LINK = MessageEntity(type="text_link", offset=0, length=5, url="https://news.example/1")


def test_words_alone_reply_to_nothing_and_name_their_links() -> None:
    reply = ReplyParameters(message_id=4, allow_sending_without_reply=True)
    message = SendMessage(
        chat_id=7, message_thread_id=3, text="Storm", entities=[LINK, LINK], reply_parameters=reply
    )
    plain = without_formatting(message)
    assert plain is not None
    assert (plain.chat_id, plain.message_thread_id) == (7, 3)
    assert plain.text == "Storm\nhttps://news.example/1"
    assert (plain.entities, plain.reply_parameters) == (None, None)
    assert plain.link_preview_options == LinkPreviewOptions(is_disabled=True)


def test_a_reply_may_be_what_is_refused() -> None:
    reply = ReplyParameters(message_id=4, allow_sending_without_reply=True)
    plain = without_formatting(SendMessage(chat_id=7, text="Storm", reply_parameters=reply))
    assert plain == SendMessage(
        chat_id=7, text="Storm", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )


def test_a_link_without_room_is_left_out() -> None:
    message = SendMessage(chat_id=7, text="x" * 4_090, entities=[LINK])
    plain = without_formatting(message)
    assert plain is not None
    assert plain.text == message.text


def test_what_is_plain_already_is_not_tried_again() -> None:
    assert without_formatting(SendMessage(chat_id=7, text="Storm")) is None
    assert without_formatting(EditMessageText(text="Storm", entities=[LINK])) is None
