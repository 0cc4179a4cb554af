"""What the index holds of a record, and how words become terms."""

import tantivy

VERSION = 1
"""Changes with every change to this module that an index on disk does not survive."""

FACETS = ("kind", "year", "month", "day", "agency", "city", "author", "outlet")
"""Fields of exact values; a record may have several of each."""

_ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", tokenizer_name="english")
    builder.add_text_field("text", stored=True, tokenizer_name="english")
    builder.add_bytes_field("card", stored=True)
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("earliest", indexed=True, fast=True)
    builder.add_integer_field("latest", indexed=True, fast=True)
    builder.add_integer_field("moment", fast=True)
    return builder.build()


SCHEMA = _schema()
"""`card` is what a list shows of a record, as JSON; `earliest` and `latest` are the days that its
date can mean, counted from year 1 (`date.toordinal`); `moment` is `earliest` in minutes, with the
clock time where it is known."""


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index, able to analyse text; Tantivy keeps analysers by name only."""
    index.register_tokenizer("english", _ANALYZER)
    return index


def terms(words: str) -> list[str]:
    """The terms that `words` are indexed under, in order."""
    return _ANALYZER.analyze(words)
