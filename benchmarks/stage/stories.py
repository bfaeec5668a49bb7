"""Stories with one word that somebody waits for, somewhere in their middle."""

from demo.newsroom import Site, library
from demo.newsroom.story import Story


def everyday_words() -> list[str]:
    """Return the words that every story consists of."""
    text = " ".join(" ".join(draft.paragraphs) for draft in library("en"))
    return sorted({word.strip(".,:;“”?!").lower() for word in text.split() if word.isalpha()})


def publish(site: Site, number: int, word: str) -> Story:
    """Publish a story of some 4,000 characters that has ``word`` in its body alone."""
    drafts = library("en")
    first = drafts[number % len(drafts)]
    paragraphs = [paragraph for draft in drafts for paragraph in draft.paragraphs]
    middle = len(paragraphs) // 2
    paragraphs.insert(middle, f"At its end the spokeswoman named {word} for the first time.")
    return site.publish(f"{first.headline} ({number})", first.summary, paragraphs)
