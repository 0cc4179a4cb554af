"""The numbers by which the index knows texts.

They are given in the order of the texts' keys, so that nothing depends on the order of an input.
"""

from django.db import connection

_TABLES = (
    ("articles_pressrelease", ""),
    ("articles_article", ""),
    ("articles_earlierversion", "AND kind = 'release' AND landed_in_id IS NULL"),
)
"""Those that hold texts; of earlier versions those that another archive's export brought: others
have the number that their text had when it was the current one."""


def last() -> int:
    """The highest number that a text has or, when the current edition was made, had."""
    with connection.cursor() as cursor:
        highest = [f"(SELECT max(text_number) FROM {table})" for table, _ in _TABLES]
        highest.append("(SELECT max(last_text_number) FROM articles_edition)")
        cursor.execute(f"SELECT greatest(0, {', '.join(highest)})")
        return int(cursor.fetchone()[0])


def number_rest(since: int) -> None:
    """Give every text that has no number the next one, above `since`."""
    with connection.cursor() as cursor:
        for table, also in _TABLES:
            cursor.execute(
                f"""UPDATE {table} held SET text_number = %s + place FROM (
                        SELECT id, row_number() OVER (ORDER BY key, id) AS place
                        FROM {table} WHERE text_number IS NULL {also}) rest
                    WHERE held.id = rest.id""",
                [max(since, last())],
            )
