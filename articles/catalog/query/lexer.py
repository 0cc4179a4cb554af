"""Split a query into tokens: words, phrases, legal citations, parentheses and operators."""

import re
from collections.abc import Iterator

FIELDS = ("title", "author", "agency", "city", "outlet")
"""Names that may precede a colon to search a field; `before` and `after` may, too."""

_SECTION_SIGN = r"(?:§+|[Ss]ec(?:tion|\.)?)\s*"
_WORD_CHARACTER = r'(?:[^\s()"“”„«»]|\([^\s()"“”„«»]*\))'
"""A character inside a word, or parentheses inside it with their contents: 1324(a)."""
_TOKEN = re.compile(
    rf"""
    (?P<negation>(?<![^\s(])(?:-(?=[\w("“”„«»])|NOT\s+(?=\S)))?
    (?:(?P<field>(?:{"|".join(FIELDS)})(?=:\(|:[\w"“”„«»])|(?:before|after)(?=:[\w"“”„«»])):)?
    (?:
        ["“”„«](?P<phrase>[^"“”„«»]*)["“”»]
      | (?P<citation>
            \d+\s+(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R)\.?\s*
            (?:{_SECTION_SIGN})?\d{_WORD_CHARACTER}*
          | §+\s*\d{_WORD_CHARACTER}*
        )
      | (?P<opening>\()
      | (?P<closing>\))
      | (?P<word>[^\s()"“”„«»]{_WORD_CHARACTER}*)
      | (?P<unmatched_quote>["“”„«»])
    )""",
    re.VERBOSE,
)
_NUMBER_SIGN = re.compile(r"(?:[Nn]os?\.|#)")

type Token = re.Match[str]
"""One token: its groups say what it is."""


def tokenize(query: str) -> Iterator[Token]:
    """Yield the tokens in order, without those that add nothing: AND, and “No.” before a number."""
    tokens = list(_TOKEN.finditer(query))
    for token, next_token in zip(tokens, [*tokens[1:], None], strict=False):
        if token["word"] != "AND" and not _is_number_sign(token, next_token):
            yield token


def _is_number_sign(token: Token, next_token: Token | None) -> bool:
    if not next_token or not _NUMBER_SIGN.fullmatch(token["word"] or ""):
        return False
    return (next_token["word"] or "")[:1].isdigit()
