"""What PostgreSQL's planner knows of tables that were just filled."""

from django.db import connection
from django.db.models import Model

MANY = 1000
"""New rows after which tables are worth a fresh look."""


def analyse(new: int, *tables: type[Model]) -> None:
    """Do, where they have so many `new` rows, what autovacuum would do later.

    The load that brought them asks right away, and a server that runs only for a command is stopped
    before autovacuum comes.
    """
    if new > MANY:
        names = ", ".join(table._meta.db_table for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")
