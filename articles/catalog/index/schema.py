"""The fields of the index, and how its texts are split into words."""

import tantivy

VERSION = 11
"""Raise it with every change here or in `analysis` after which an index must be rebuilt."""

COUNT_FIELDS = {
    "dates": ("year", "month", "kind"),
    "agencies": ("agency",),
    "places": ("city", "state"),
    "authors": ("author",),
    "outlets": ("outlet",),
    "quotations": ("grade", "presentation", "quoted"),
    "days": ("day",),
}
"""Fields for counting, each with the facets whose values it combines into a single one.

Counting one value a record is ten times as fast as counting several, and some facets follow from
others. Values are stored with a prefix: see `facet_counts.add_hash_prefix`.
"""
MULTIVALUED = {"agency": "agencies", "city": "places", "state": "places", "author": "authors"}
"""Facets of which a record may have several values, with the field in which one is counted.

Combinations of several would be too many to count. For a record that names more than one agency,
city or author, or agencies of different lineages, that field is empty, and each value is in a field
of its own (see `multivalued_field`).
"""
HIGH_CARDINALITY = ("authors",)
"""Fields for counting that have many more distinct values than the others."""
FACETS = tuple(facet for facets in COUNT_FIELDS.values() for facet in facets)
"""Fields of exact values, of which a record may have several."""
FACET_SEPARATOR, VALUE_SEPARATOR = "\x1e", "\x1f"
"""What separates the facets of a combined value, and the values of one facet within it."""

NAME_FIELDS = ("agency_name", "city_name", "author_name", "outlet_name")
"""Fields of the names, aliases and keys of a record's agencies, cities, authors and outlet."""

ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .build()
)


def multivalued_field(facet: str) -> str:
    """Return the field in which a facet is counted for records with several of its values."""
    return f"multivalued_{facet}"


def _build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "quoted_releases"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="words")
    builder.add_text_field("title", tokenizer_name="words")
    builder.add_text_field("lead", tokenizer_name="words", index_option="freq")
    for name in NAME_FIELDS:
        builder.add_text_field(name, tokenizer_name="words")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic")
    for name in (*COUNT_FIELDS, *map(multivalued_field, MULTIVALUED)):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("earliest_day", indexed=True, fast=True)
    builder.add_integer_field("latest_day", indexed=True, fast=True)
    builder.add_integer_field("date_sort", fast=True)
    builder.add_integer_field("quoted_sort", fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_bytes_field("text", stored=True)
    return builder.build()


SCHEMA = _build_schema()
"""The fields beside facets, counts and names:

- `id`: the record's kind and key (see `documents.record_identifier`);
- `quoted_releases`: the keys of the releases that an article quotes;
- `words`: the words of title, text and number; `title`; `lead`: the first paragraph. All three are
  normalized first (see `analysis.normalize_text`);
- `earliest_day`, `latest_day`: the days that the date can mean, counted from year 1
  (`date.toordinal`);
- `date_sort`: the earliest day in minutes, plus the clock time if there is one;
- `quoted_sort`: orders by number of quotations, then by `date_sort`;
- `card`: what a list shows of the record, in JSON; `text`: its text in UTF-8.
"""


def register_analyzer(index: tantivy.Index) -> tantivy.Index:
    """Return the index, able to analyze text: on disk it names its analyzer, but has none."""
    index.register_tokenizer("words", ANALYZER)
    return index
