"""Who speaks in what an article quotes after it announced a press release."""

import pytest

from articles.core.text import Span
from articles.quoting.text.quotation_marks import find_inline_quotes
from articles.quoting.text.speakers import has_other_speaker

WORDS = "No boat of ours was ever late to the pier"


def is_other(text, words=WORDS):
    """Whether `words` in a text are said by a speaker other than its “press release” names."""
    announcement = text.index("press release")
    quote = text.index(words)
    return has_other_speaker(
        text,
        Span(announcement, announcement + len("press release")),
        Span(quote, text.index("”", quote)),
        find_inline_quotes(text),
    )


@pytest.mark.parametrize(
    "text",
    [
        "The press release says: “{}.”",
        "In a press release, Director Ann Poe said, “{}.”",
        "In a press release, lawyer John P. Olund of St. Paul wrote, “{}.”",
        "Director Ann Poe praised her men in a press release. “{},” said Poe.",
        "Director Ann Poe praised her men in a press release. Poe said, “{}.”",
        "In a press release, Ann Poe said, “We know.” Then Poe added, “{}.”",
        "They sent a press release. It goes on to say that “{}.”",
        "They sent a press release. The office said, “{}.”",
        "They sent a press release. The release says Captain Vic Olund said, “{}.”",
        "The press release says that “nothing is lost.” It says, too, that “{}.”",
        "The press release says: “{}.” Captain Vic Olund said, “We know.”",
        "The press release tells us, “{}.”",
        "They sent a press release. According to the release, “{}.”",
    ],
)
def test_a_speaker_whom_the_announcement_names_or_nobody_names_is_no_other(text):
    assert not is_other(text.format(WORDS))


@pytest.mark.parametrize(
    "text",
    [
        "They sent a press release. Captain Vic Olund said, “{}.”",
        "A press release describes how Olund draws. “It takes time.” Olund said, “{}.”",
        "They sent a press release. “{},” said Captain Vic Olund.",
        "They sent a press release. “{},” Captain Vic Olund said.",
        "They sent a press release. Captain Vic Olund (Pier 9) said, “{}.”",
        "They sent a press release. Vic Olund, a captain, said, “{}.”",
        "The press release says, “We know.” Captain Vic Olund added, “{}.”",
        "After the press release we called the captain, who told us, “{}.”",
        "They sent a press release. But according to the Lantern, “{}.”",
        "They sent a press release. The captain assured us that it was no joke: “{}.”",
    ],
)
def test_a_speaker_named_after_the_announcement_is_another(text):
    assert is_other(text.format(WORDS))
