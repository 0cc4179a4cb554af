"""What the index holds of a record."""

import tantivy

VERSION = 9
"""Changes with every change to this module, or to `words`, that an index on disk won't survive."""

COUNTED = {
    "dates": ("year", "month", "kind"),
    "agencies": ("agency",),
    "places": ("city", "state"),
    "authors": ("author",),
    "outlets": ("outlet",),
    "passages": ("grade", "presentation", "quoted"),
    "days": ("day",),
}
"""Fields for counting, and the facets of which each holds the values of a record as one.

Counting one value a record is ten times as fast as counting several, and some facets follow from
others. Values are kept as `counting.marked` has them.
"""
SEVERAL = {"agency": "agencies", "city": "places", "state": "places", "author": "authors"}
"""Facets of which a record may have so many values that their combinations would be endless.

Of a record that names more than one agency, city or author, or agencies of several lineages, the
field for counting holds nothing; each value is in a field of its own (`several_agency`, say).
"""
LONG = ("authors",)
"""Fields for counting with many more values than the others."""
FACETS = tuple(facet for facets in COUNTED.values() for facet in facets)
"""Fields of exact values; a record may have several of each."""
BETWEEN_FACETS, BETWEEN_VALUES = "\x1e", "\x1f"

NAMES = ("agency_name", "city_name", "author_name", "outlet_name")
"""The names by which a record's agencies and so on are known, aliases and keys too."""

ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .build()
)


def several(facet: str) -> str:
    """The field of a facet for records with several values."""
    return f"several_{facet}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("quotes", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="words")
    builder.add_text_field("title", tokenizer_name="words")
    builder.add_text_field("lead", tokenizer_name="words", index_option="freq")
    for name in NAMES:
        builder.add_text_field(name, tokenizer_name="words")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic")
    for counted in (*COUNTED, *map(several, SEVERAL)):
        builder.add_text_field(counted, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("earliest", indexed=True, fast=True)
    builder.add_integer_field("latest", indexed=True, fast=True)
    builder.add_integer_field("moment", fast=True)
    builder.add_integer_field("prominence", fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_bytes_field("text", stored=True)
    return builder.build()


SCHEMA = _schema()
"""`id` is the kind and key of a record, `quotes` the keys of the releases that an article quotes.
`words` are those of title, text and number, `lead` those of the first paragraph, all as
`words.plain` has them. `earliest` and `latest` are the days that its
date can mean, counted from year 1 (`date.toordinal`); `moment` is `earliest` in minutes, with the
clock time where it is known; `prominence` orders by quotations, then by `moment`. `card` is what
a list shows of a record, as JSON, and `text` its text, in UTF-8."""


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index, able to analyse text; Tantivy keeps analysers by name only."""
    index.register_tokenizer("words", ANALYZER)
    return index
