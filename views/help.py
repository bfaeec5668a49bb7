"""What can be sent, and how a query reads."""

from collections.abc import Iterator

from aiogram.utils.formatting import Bold, Code, Text

from views import examples
from views.compose import fill, screen
from views.i18n import Language
from views.screen import Screen


def helped(language: Language) -> Screen:
    """Return the help: following, the list, unfollowing, sources, groups."""
    return screen(
        Bold(language.gettext("What to follow")),
        *_queries(language),
        "",
        fill(
            language.gettext(
                "A word is found in any form, “{word}” as “{form}” too; "
                "only with = capital letters matter. AND, OR and NOT are written in capitals."
            ),
            word=examples.word(language),
            form=examples.form(language),
        ),
        "",
        Bold(language.gettext("What you follow")),
        language.gettext("/list shows it; its numbers open what was found and settings"),
        fill(
            language.gettext("{words} or {number} (its number in /list) unfollows it"),
            words=examples.unfollow(examples.word(language)),
            number=examples.unfollow("2"),
        ),
        "",
        Bold(language.gettext("Where I look")),
        fill(
            language.gettext("{command} watches a site, a feed or a Telegram channel, too"),
            command=Code("/addsource orda.kz"),
        ),
        language.gettext("/sources shows what I watch, with a button to remove what you added"),
        language.gettext("/status says whether all of it is well, and when I read it last"),
        language.gettext("An OPML file brings many sources at once"),
        "",
        Bold(language.gettext("When I write")),
        fill(
            language.gettext(
                "{daily} or {weekly} gathers the news, {quiet} keeps the night quiet, "
                "/pause keeps everything until /resume. /digest shows what is set and how to "
                "change it"
            ),
            daily=Code("/digest daily 09:00"),
            weekly=Code("/digest weekly monday 09:00"),
            quiet=Code("/quiet 22:00-07:00"),
        ),
        "",
        language.gettext(
            "In groups the commands work too; "
            "only a group's administrators can change what it follows and watches."
        ),
        fill(
            language.gettext("{command} manages a channel of yours from here."),
            command="/channel",
        ),
    )


def _queries(language: Language) -> Iterator[Text]:
    meanings = (
        (examples.word, language.gettext("{example} — news with this word")),
        (examples.together, language.gettext("{example} — with these words in one sentence")),
        (examples.phrase, language.gettext("{example} — with this phrase")),
        (examples.both, language.gettext("{example} — with both, anywhere in the article")),
        (examples.either, language.gettext("{example} — with at least one of them")),
        (examples.grouped, language.gettext("{example} — with the phrase and one of the words")),
        (examples.excluding, language.gettext("{example} — with the first word, not the second")),
        (examples.beginning, language.gettext("{example} — with a word that begins so")),
        (examples.in_headline, language.gettext("{example} — in the headline only")),
        (examples.on_site, language.gettext("{example} — on this site only")),
        (examples.exactly, language.gettext("{example} — written exactly so")),
    )
    for example, meaning in meanings:
        yield fill(meaning, example=examples.follow(example(language)))
