"""Made-up records for tests."""

import json

QUOTATION = "/articles/lantern-1/quotations/e1f8d7763f/"
"""The address of the quotation in `article()`."""

CHARTER = (
    "No vessel shall be seized without a written order, nor any sailor detained beyond the second "
    "tide unless a magistrate has heard him."
)


def write_records(path, *records):
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def release(**fields):
    """A made-up release; `fields` replace its own."""
    own = {
        "kind": "release",
        "key": "harbor-1",
        "title": "Harbor office seizes three boats",
        "agency": "Harbor Office",
        "city": "Duluth, MN",
        "released": "2017-07-14",
        "text": (
            "DULUTH, Minn. — Officers of the harbor office seized three unregistered boats on "
            "Tuesday after an inspection that lasted eleven days.\n\n"
            "“We found what the neighbors had told us about for years,” said the harbor master, "
            "who asked the owners to come forward before the end of the month."
        ),
    }
    return own | fields


def article(**fields):
    """A made-up article that quotes `release()`; `fields` replace its own."""
    own = {
        "kind": "article",
        "key": "lantern-1",
        "title": "Three boats and a long wait",
        "authors": ["Mara Olund"],
        "outlet": "The Lantern",
        "published": "2017-07-28T10:01",
        "text": (
            "Another summer, another raid on the docks.\n\n"
            "> Officers of the harbor office seized three unregistered boats on "
            "Tuesday after an inspection that lasted eleven days.\n\n"
            "Nobody asked who had let them moor there."
        ),
    }
    return own | fields


def third_source(**fields):
    """A made-up third source; `fields` replace its own."""
    own = {
        "kind": "source",
        "key": "harbor-charter",
        "name": "the Harbor Charter",
        "text": CHARTER,
        "author": "Ann Poe",
        "date": "1911-05",
        "url": "https://harbor.example/charter",
        "note": "The first article.",
    }
    return own | fields
