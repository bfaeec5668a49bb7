"""Pages as t.me serves them, with posts of our own invention."""

from html import escape

HIDDEN_NOTICE = (
    '<div class="media_not_supported_cont"><div class="message_media_not_supported_wrap">'
    '<div class="message_media_not_supported"><div class="message_media_not_supported_label">'
    'Please open Telegram to view this post</div><a href="https://t.me/zharshy_news/1" '
    'class="message_media_view_in_telegram">VIEW IN TELEGRAM</a></div></div></div>'
)
UNPLAYABLE = HIDDEN_NOTICE.replace("media_not_supported_cont", "x").replace(
    "Please open Telegram to view this post", "This media is not supported in your browser"
)
PHOTO = (
    '<a class="tgme_widget_message_photo_wrap 53733 12510" href="https://t.me/zharshy_news/1" '
    "style=\"width:800px;background-image:url('https://cdn4.example/a.jpg')\">"
    '<div class="tgme_widget_message_photo" style="padding-top:56%"></div></a>'
)
VIDEO = (
    '<a class="tgme_widget_message_video_player js-message_video_player" '
    'href="https://t.me/zharshy_news/1"><i class="tgme_widget_message_video_thumb"></i>'
    '<div class="tgme_widget_message_video_wrap"><video src="https://cdn4.example/v.mp4" '
    'class="tgme_widget_message_video"></video></div>'
    f'<time class="message_video_duration js-message_video_duration">0:27</time>{UNPLAYABLE}</a>'
)
TOO_BIG_VIDEO = (
    '<a class="tgme_widget_message_video_player not_supported js-message_video_player" '
    'href="https://t.me/zharshy_news/1"><i class="tgme_widget_message_video_thumb"></i>'
    f'<div class="tgme_widget_message_video_wrap"></div>{UNPLAYABLE}</a>'
)
STICKER = (
    '<div class="tgme_widget_message_sticker_wrap media_supported_cont">'
    '<i class="tgme_widget_message_sticker js-sticker_image"></i></div>'
)
VOICE = (
    '<a class="tgme_widget_message_voice_player js-message_voice_player" href="#">'
    '<audio class="tgme_widget_message_voice js-message_voice" src="https://cdn4.example/v.ogg">'
    '</audio><time class="tgme_widget_message_voice_duration">0:12</time></a>'
)
REPLY = (
    '<a class="tgme_widget_message_reply user-color-default" href="https://t.me/zharshy_news/1">'
    '<div class="tgme_widget_message_author accent_color"><span '
    'class="tgme_widget_message_author_name" dir="auto">Жаршы</span></div>'
    '<div class="tgme_widget_message_text js-message_reply_text" dir="auto">'
    "Сот үкімі кейінге қалдырылды</div></a>"
)
FORWARD = (
    '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from <span '
    'class="tgme_widget_message_forwarded_from_name"><span dir="auto">Степной вестник</span></span>'
    "</div>"
)
LINK_PREVIEW = (
    '<a class="tgme_widget_message_link_preview" href="https://steppe.example.kz/a">'
    '<div class="link_preview_site_name accent_color">Степной вестник</div>'
    '<div class="link_preview_title">Чужой заголовок</div>'
    '<div class="link_preview_description">Чужое описание</div></a>'
)
DOCUMENT = (
    '<a class="tgme_widget_message_document_wrap" href="https://t.me/zharshy_news/1">'
    '<div class="tgme_widget_message_document"><div class="tgme_widget_message_document_title '
    'accent_color" dir="auto">smeta.pdf</div><div class="tgme_widget_message_document_extra">'
    "6.5 MB</div></div></a>"
)
POLL = (
    '<div class="tgme_widget_message_poll js-poll">'
    '<div class="tgme_widget_message_poll_question">Нужна ли Алматы вторая линия метро?</div>'
    '<div class="tgme_widget_message_poll_type">Anonymous Poll</div>'
    '<a class="tgme_widget_message_poll_options" href="https://t.me/zharshy_news/1">'
    '<div class="tgme_widget_message_poll_option">'
    '<div class="tgme_widget_message_poll_option_percent">71%</div>'
    '<div class="tgme_widget_message_poll_option_value">'
    '<div class="tgme_widget_message_poll_option_text">Да</div></div></div>'
    '<div class="tgme_widget_message_poll_option">'
    '<div class="tgme_widget_message_poll_option_percent">29%</div>'
    '<div class="tgme_widget_message_poll_option_text">Сначала автобусы</div></div></a>'
    '<div class="tgme_widget_message_voters">1.2K</div></div>'
)


def words(markup: str) -> str:
    """Return the box of a post's own text."""
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{markup}</div>'


def album(caption: str) -> str:
    """Return two photos with one caption, which stands in two boxes, one in the other."""
    inner = f'<div class="media_supported_cont">{words(caption)}</div>{HIDDEN_NOTICE}'
    return (
        '<div class="media_supported_cont"><div class="tgme_widget_message_grouped_wrap '
        'js-message_grouped_wrap"><div class="tgme_widget_message_grouped '
        f'js-message_grouped">{PHOTO}{PHOTO}</div></div>'
        f"{words(inner)}</div>{HIDDEN_NOTICE}"
    )


def post(
    number: int,
    *inside: str,
    date: str | None = "2026-07-06T04:30:00+00:00",
    edited: bool = False,
    channel: str = "zharshy_news",
    service: bool = False,
) -> str:
    """Return one post; ``date`` None leaves its time empty, as t.me sometimes does."""
    kind = "service_message" if service else "text_not_supported_wrap"
    own = f"https://t.me/{channel}/{number}"
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message {kind} js-widget_message" '
        f'data-post="{channel}/{number}" data-view="eyJjIjotMTM">\n'
        f'<div class="tgme_widget_message_user"><a href="https://t.me/{channel}"><i '
        'class="tgme_widget_message_user_photo bgcolor5" data-content="Ж"></i></a></div>\n'
        '<div class="tgme_widget_message_bubble">\n<div class="tgme_widget_message_author '
        f'accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/{channel}">'
        f'<span dir="auto">Жаршы</span></a></div>\n{"".join(inside)}\n'
        '<div class="tgme_widget_message_reactions js-message_reactions"><span '
        'class="tgme_reaction"><i class="emoji"><b>👍</b></i>24</span></div>'
        '<div class="tgme_widget_message_footer compact js-message_footer">'
        '<div class="tgme_widget_message_info short js-message_info">'
        '<span class="tgme_widget_message_views">7.5K</span><span class="copyonly"> views</span>'
        '<span class="tgme_widget_message_from_author" dir="auto">Редактор</span>'
        f'<span class="tgme_widget_message_meta">{"edited " if edited else ""}'
        f'<a class="tgme_widget_message_date" href="{own}"><time datetime="{date or ""}" '
        'class="time"></time></a></span></div></div></div></div></div>'
    )


def channel_page(*posts: str, title: str = "Жаршы: новости") -> bytes:
    """Return the page at ``t.me/s/zharshy_news``, oldest post first."""
    name = f'<span dir="auto">{escape(title)}</span>'
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Жаршы – Telegram</title>'
        f'<meta property="og:title" content="{escape(title)}"></head>'
        '<body class="widget_frame_base tgme_webpreview"><header class="tgme_header">'
        '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">'
        f'{name}</div><div class="tgme_channel_info_description">О нас</div></div>'
        f'<div class="tgme_header_title">{name}</div></header>'
        '<main class="tgme_main" data-url="/zharshy_news"><div class="tgme_container">'
        '<section class="tgme_channel_history js-message_history">'
        '<div class="tgme_widget_message_centered js-messages_more_wrap"></div>'
        f"{''.join(posts)}</section></div></main></body></html>"
    ).encode()


def contact_page(
    name: str, *, extra: str = "", title: str = "", verb: str = "Contact", action: str = ""
) -> bytes:
    """Return the page at ``t.me/NAME``, to which one without a preview is redirected."""
    card = f'<div class="tgme_page_title" dir="auto"><span>{title}</span></div>' if title else ""
    more = f'<div class="tgme_page_extra">{extra}</div>' if extra else ""
    return (
        f"<!DOCTYPE html><html><head><title>Telegram: {verb} @{name}</title></head><body "
        'class="no_transition"><div class="tgme_page_wrap"><div class="tgme_body_wrap">'
        f'<div class="tgme_page"><div class="tgme_page_icon"></div>{card}{more}'
        '<div class="tgme_page_description">If you have <strong>Telegram</strong>, you can '
        f'contact <a href="tg://resolve?domain={name}">@{name}</a> right away.</div>'
        f'<div class="tgme_page_action">{action}</div></div></div></div></body></html>'
    ).encode()
