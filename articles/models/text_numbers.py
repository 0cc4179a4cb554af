"""Number the texts for the fingerprint index.

Numbers follow the order of the texts' keys, so that results don't depend on the order of an input.
"""

from django.db import connection

from articles.core.ids import TextNumber

_TABLES = (
    ("articles_pressrelease", ""),
    ("articles_article", ""),
    ("articles_earlierversion", "AND kind = 'release' AND landed_in_id IS NULL"),
)
"""Tables of texts, and the condition for rows that need a number.

Only earlier versions imported from another archive need one: others keep the number that their text
had when it was current.
"""


def last_number() -> TextNumber:
    """Return the highest number that any text has or, as of the current edition, had; or 0."""
    maxima = [f"(SELECT max(text_number) FROM {table})" for table, _ in _TABLES]
    maxima.append("(SELECT max(last_text_number) FROM articles_edition)")
    with connection.cursor() as cursor:
        # rows: one, the number
        cursor.execute(f"SELECT greatest(0, {', '.join(maxima)})")
        return TextNumber(cursor.fetchone()[0])


def assign_numbers(after_number: TextNumber) -> None:
    """Number the texts without a number, above `after_number` and all numbers in use."""
    with connection.cursor() as cursor:
        for table, condition in _TABLES:
            # no rows
            cursor.execute(
                f"""UPDATE {table} text SET text_number = %s + position FROM (
                        SELECT id, row_number() OVER (ORDER BY key, id) AS position
                        FROM {table} WHERE text_number IS NULL {condition}) unnumbered
                    WHERE text.id = unnumbered.id""",
                [max(after_number, last_number())],
            )
