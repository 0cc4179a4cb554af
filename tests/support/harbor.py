"""Releases and articles of a fictional harbor, for the tests of quotations."""

from articles.core.dates import PartialDate
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.texts import ArticleText, CandidateRelease

SEIZED = (
    "Officers of the Harbor Office seized three unregistered boats on Tuesday, July 11, after a"
    " search of the eastern mole that lasted until dawn."
)
FOUND = "We found what the neighbors’ dogs had smelled for years, and we did not look away"
MOORED = (
    "The boats had been moored without papers since 2009, and their owners had been asked eleven"
    " times to register them with the port ministry."
)
RELEASE = (
    f"DULUTH — {SEIZED}\n\n“{FOUND},” said Director Ann Poe. “Nobody who moors here honestly has"
    f" anything to fear from our patrols.”\n\n{MOORED}"
)


def release(number=1, text=RELEASE, released="2017-07-12", agencies=("Harbor Office",), **fields):
    """Return a candidate release, by default one that contains all of the passages above."""
    date = PartialDate(released) if released else None
    return CandidateRelease(number, f"ho-{number}", text, date, agencies, **fields)


def article(passage, published="2017-07-20"):
    """Return an article around a passage."""
    text = f"It rained again on the quay.\n\n{passage}\n\nSo much for this summer."
    return ArticleText(text, PartialDate(published) if published else None)


def find_in(passage, *releases, published="2017-07-20"):
    """Return the quotations of an article around a passage; by default of one release."""
    return find_quotations(article(passage, published), releases or (release(),))


def find_only(passage, *releases, published="2017-07-20"):
    """Return the only quotation of an article around a passage."""
    (quotation,) = find_in(passage, *releases, published=published)
    return quotation


def quoted_text(quotation, passage):
    """Return the characters of a quotation of the article around a passage."""
    return quotation.article_span.extract(article(passage).text)
