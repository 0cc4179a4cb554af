"""Releases and articles of a made-up harbor for the tests of quotations."""

from articles.core.dates import PartialDate
from articles.quoting.attribution.find_quotations import CandidateRelease, ArticleText, find_quotations

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


def release(number=1, text=RELEASE, released="2017-07-12", agencies=("Harbor Office",), **others):
    day = PartialDate(released) if released else None
    return CandidateRelease(number, f"ho-{number}", text, day, agencies, **others)


def article(passage, published="2017-07-20"):
    text = f"It rained again on the quay.\n\n{passage}\n\nSo much for this summer."
    return ArticleText(text, PartialDate(published) if published else None)


def find_in(passage, *candidates, published="2017-07-20"):
    return find_quotations(article(passage, published), candidates or (release(),))


def find_only(passage, *candidates, published="2017-07-20"):
    (quotation,) = find_in(passage, *candidates, published=published)
    return quotation


def passage_text(quotation, passage):
    return quotation.here.extract(article(passage).text)
