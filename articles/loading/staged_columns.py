"""The columns of the staging tables, by kind of record, with their PostgreSQL types."""

_COMMON_COLUMNS = {
    "location": "text",
    "source": "text",
    "reader": "text",
    "captured": "text",
    "payload_digest": "text",
    "provenance_digest": "text",
    "key": "text",
    "title": "text",
    "url": "text",
    "text": "text",
    "digest": "text",
    "fiction": "bool",
    "withdrawn": "text",
}
STAGED_COLUMNS = {
    "release": {
        **_COMMON_COLUMNS,
        "agency_id": "int8",
        "city_id": "int8",
        "released": "text",
        "number": "text",
        "authority_ids": "int8[]",
    },
    "article": {
        **_COMMON_COLUMNS,
        "outlet_id": "int8",
        "published": "text",
        "quotes": "jsonb",
        "authority_ids": "int8[]",
    },
    "version": {
        "location": "text",
        "kind": "text",
        "key": "text",
        "number": "int4",
        "digest": "text",
        "line": "text",
    },
}
"""Column names and types of the staging table of each kind.

`authority_ids` are a release's components or an article's authors, in order."""
