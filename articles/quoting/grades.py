"""How a passage is quoted: how faithfully, and shown how. May import `text`."""

import re
from typing import Literal

from articles.text import BLOCK_QUOTE, Span, one_line, paragraph_at

type Grade = Literal["verbatim", "typographic"]
type Presentation = Literal["block", "inline", "unmarked"]

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")


def grade(passage: str, original: str) -> Grade:
    """The grade of a passage whose words are all those of the original, in their order.

    Verbatim where every character is the same but for white space and the marks of a block
    quote; typographic where case, punctuation or the form of quote marks or dashes differs.
    """
    return "verbatim" if _plain(passage) == _plain(original) else "typographic"


def _plain(passage: str) -> str:
    return one_line(passage.replace(f"\n{BLOCK_QUOTE}", "\n"))


def presentation(text: str, passage: Span, paragraphs: list[Span]) -> Presentation:
    """How the article, whose `paragraphs` are given, shows that `passage` is quoted.

    Inline where at least half of the passage stands between quotation marks.
    """
    around = paragraphs[paragraph_at(paragraphs, passage.start)]
    if text.startswith(BLOCK_QUOTE, around.start):
        return "block"
    quoted = (
        Span(match.start(), match.end())
        for match in _QUOTED.finditer(text, around.start, max(around.end, passage.end))
    )
    covered = sum(passage.overlap(stretch) for stretch in quoted)
    return "inline" if covered * 2 >= len(passage) else "unmarked"
