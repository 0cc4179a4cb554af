"""Run in `manage.py shell`: the seconds that COPY takes for the texts of the archive, alone."""

import tempfile
import time

from django.db import connection

TABLES = ("articles_pressrelease", "articles_article")

with connection.cursor() as cursor:
    seconds = 0.0
    for table in TABLES:
        cursor.execute(f"CREATE TEMPORARY TABLE bare AS TABLE {table} WITH NO DATA")
        cursor.execute("ALTER TABLE bare DROP text_digest, ALTER text SET STORAGE EXTERNAL")
        with tempfile.TemporaryFile() as file:
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copy:
                for block in copy:
                    file.write(block)
            file.seek(0)
            began = time.perf_counter()
            with cursor.copy("COPY bare FROM STDIN (FORMAT BINARY)") as copy:
                while block := file.read(2**20):
                    copy.write(block)
            seconds += time.perf_counter() - began
        cursor.execute("DROP TABLE bare")
print(seconds)
