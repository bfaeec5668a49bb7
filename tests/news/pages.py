"""Self-written article pages: one article in several houses' style, with other news around it."""

HEADLINE = "Council approves a new tram line to the airport"
PARAGRAPHS = """
The city council has approved the construction of a tram line that will connect the airport
with the old town, after two years of hearings and three changed routes.

Work is to begin in spring. According to the transport department, the line will be eleven
kilometres long, have fourteen stops and carry forty thousand passengers a day.

Residents of the orchard district had asked for a tunnel instead of an embankment. Their
petition, signed by nine hundred people, was answered by the mayor on Tuesday.

Engineers expect the first test rides in three years, and the fares to stay what they are
on the city's buses today.
""".strip().split("\n\n")
SIDEBAR = (
    "Court hears the stalking case behind closed doors",
    "Wheat harvest is the largest in ten years",
    "Chess champion returns to her home town",
    "Hikers found after two nights in the gorge",
    "Museum opens its cellar of forgotten paintings",
)


def article(around: str, *, inside: str = "", lang: str = "en", headline: str = HEADLINE) -> bytes:
    """Return a page whose article stands beside ``around``, with ``inside`` in its middle."""
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{headline} | The Steppe Post</title>"
        f'<meta property="og:title" content="{headline}">'
        '<meta property="article:published_time" content="2026-07-06T09:30:00+05:00">'
        '<link rel="canonical" href="/city/tram?utm_source=self"></head><body>'
        f"<main><h1>{headline}</h1><div>{first}{inside}{''.join(rest)}</div></main>{around}"
        "</body></html>"
    ).encode()


def links(*, item: str = "li", wrap: str = "ul") -> str:
    """Return a list of links with the sidebar's headlines."""
    items = "".join(
        f'<{item}><a href="/n/{number}">{headline}</a></{item}>'
        for number, headline in enumerate(SIDEBAR)
    )
    return f"<{wrap}>{items}</{wrap}>"


def teasers() -> str:
    """Return the sidebar's headlines with a line of text under each, as boxes have them."""
    return "".join(
        f'<div><h4><a href="/n/{number}">{headline}</a></h4><p>Read how it came to this.</p></div>'
        for number, headline in enumerate(SIDEBAR)
    )


def cards(*, title: str = "<h3>{}</h3>", snippet: str = "The story of the day, in short.") -> str:
    """Return the sidebar's headlines as cards: one link around a picture and a headline, each."""
    return "".join(
        f'<div class="c"><a href="/n/{number}"><img src="{number}.jpg">{title.format(headline)}</a>'
        f"<span>12:0{number}</span><p>{snippet}</p></div>"
        for number, headline in enumerate(SIDEBAR)
    )


def comments(*, item: str = "<div><b>{name}</b><div>{text}</div></div>") -> str:
    """Return what readers say, at more length than the article."""
    text = "I have waited for this tram since I was young, and stalking has nothing to do with it. "
    return "".join(item.format(name=f"Reader {number}", text=text * 6) for number in range(6))
