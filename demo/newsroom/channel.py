"""Pages as t.me serves them: a public channel's last posts, or the card of one without preview."""

from html import escape

from demo.newsroom.site import Site
from demo.newsroom.story import Story

_APP_ONLY = "This message is only available in the app"


def channel_page(site: Site) -> str:
    """Return the channel's posts, the oldest first, as ``t.me/s/NAME`` shows them."""
    name = escape(site.name)
    posts = "".join(_post(site, story) for story in reversed(site.listed))
    return f"""<!DOCTYPE html>
<html class="theme_light">
<head>
<meta charset="utf-8">
<title>{escape(site.title)} – Telegram</title>
<meta property="og:title" content="{escape(site.title)}">
<meta property="og:site_name" content="Telegram">
<link rel="canonical" href="https://t.me/s/{name}">
</head>
<body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow">
<header class="tgme_header search_collapsed"><div class="tgme_container">
<a href="//telegram.org/" class="tgme_logo_wrap"></a>
<a class="tgme_header_link" href="https://t.me/{name}"><div class="tgme_header_title_wrap">\
<div class="tgme_header_title"><span dir="auto">{escape(site.title)}</span></div></div>\
<div class="tgme_header_counter">1.2K subscribers</div></a>
</div></header>
<main class="tgme_main" data-url="/{name}"><div class="tgme_container">
<section class="tgme_right_column"><div class="tgme_channel_info">\
<div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title">\
<span dir="auto">{escape(site.title)}</span></div>\
<div class="tgme_channel_info_header_username"><a href="https://t.me/{name}">@{name}</a></div>\
</div></div></section>
<section class="tgme_channel_history js-message_history">
{posts}</section>
</div></main>
</body>
</html>
"""


def contact_card(site: Site) -> str:
    """Return what ``t.me/NAME`` shows of a channel whose posts are for the app alone."""
    name = escape(site.name)
    return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>Telegram: View @{name}</title>
<meta property="og:title" content="{escape(site.title)}">
</head>
<body>
<div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page">
<div class="tgme_page_title"><span dir="auto">{escape(site.title)}</span></div>
<div class="tgme_page_extra">1 204 subscribers</div>
<div class="tgme_page_action"><a class="tgme_action_button_new" \
href="tg://resolve?domain={name}">View in Telegram</a></div>
</div></div></div>
</body>
</html>
"""


def _post(site: Site, story: Story) -> str:
    number = story.url.rpartition("/")[2]
    place = f"{escape(site.name)}/{number}"
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="{place}">
<div class="tgme_widget_message_user"><a href="https://t.me/{escape(site.name)}"></a></div>
<div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" \
href="https://t.me/{escape(site.name)}"><span dir="auto">{escape(site.title)}</span></a></div>
{_forward(story)}{_media(story, place)}{_words(story)}
<div class="tgme_widget_message_footer compact js-message_footer">\
<div class="tgme_widget_message_info short js-message_info">\
<span class="tgme_widget_message_views">312</span>\
<span class="tgme_widget_message_meta">{_edited(story)}<a class="tgme_widget_message_date" \
href="https://t.me/{place}"><time datetime="{story.published.isoformat(timespec="seconds")}" \
class="time">{story.published:%H:%M}</time></a></span>\
</div></div>
</div></div></div>
"""


def _words(story: Story) -> str:
    if story.form == "app only":
        return ""
    parts = [f"<b>{escape(story.headline)}</b>", *map(escape, (story.summary, *story.paragraphs))]
    text = "<br/><br/>".join(part for part in parts if part)
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'


def _media(story: Story, place: str) -> str:
    if story.form == "app only":
        return (
            '<div class="message_media_not_supported_wrap">'
            '<div class="message_media_not_supported">'
            f'<div class="message_media_not_supported_label">{_APP_ONLY}</div>'
            f'<a href="https://t.me/{place}" class="message_media_view_in_telegram">'
            "View in Telegram</a></div></div>\n"
        )
    if story.form != "album":
        return ""
    picture = '<a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/{}?single"></a>'
    return (
        '<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap">'
        f'<div class="tgme_widget_message_grouped">{picture.format(place) * 3}</div></div>\n'
    )


def _forward(story: Story) -> str:
    if story.form != "forward":
        return ""
    return (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from '
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/another_channel/7">'
        '<span dir="auto">Another channel</span></a></div>\n'
    )


def _edited(story: Story) -> str:
    return "edited &nbsp;" if story.updated > story.published else ""
