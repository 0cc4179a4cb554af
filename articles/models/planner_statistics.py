"""Keep the statistics of PostgreSQL's query planner up to date."""

from django.db import connection
from django.db.models import Model

MIN_NEW_ROWS = 1000
"""New rows beyond which it is worthwhile to analyze tables again."""


def analyze_tables(new_rows: int, *models: type[Model]) -> None:
    """Analyze the tables of these models if they have more than `MIN_NEW_ROWS` new rows.

    Autovacuum would come too late: the load that added the rows queries them next, and a server
    that runs for one command only stops before autovacuum starts.
    """
    if new_rows > MIN_NEW_ROWS:
        tables = ", ".join(model._meta.db_table for model in models)
        with connection.cursor() as cursor:
            # no rows
            cursor.execute(f"ANALYZE {tables}")
