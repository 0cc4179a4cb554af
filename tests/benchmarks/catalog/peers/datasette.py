"""Datasette on a SQLite database of the same records, in an environment of its own.

Its own page of the table, with search (FTS5, Porter's stems) and four facets. It is asked without a
limit of time, does not suggest facets, and knows that the file does not change. It puts what it
finds in the order of the table, not by rank.
"""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.catalog.peers.flat import FACETS, Row, rows

VERSION = "0.65.5"
_SETTINGS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "suggest_facets": "off",
    "truncate_cells_html": 300,
}
_TABLE = {"fts_table": "record_fts", "fts_pk": "id", "size": 20, "facets": list(FACETS)}


def build(folder: Path, source: Path) -> None:
    _environment(folder / "environment")
    (folder / "metadata.json").write_text(
        json.dumps({"databases": {"records": {"tables": {"record": _TABLE}}}})
    )
    with sqlite3.connect(folder / "records.db") as database:
        kept = ", ".join(name for name in Row._fields if name != "id")
        database.execute(f"CREATE TABLE record (id INTEGER PRIMARY KEY, {kept})")
        places = ", ".join("?" * len(Row._fields))
        database.executemany(f"INSERT INTO record VALUES ({places})", rows(source))
        for name in (*FACETS, "date"):
            database.execute(f"CREATE INDEX record_{name} ON record ({name})")
        database.execute(
            "CREATE VIRTUAL TABLE record_fts USING fts5"
            "(title, text, content='record', content_rowid='id', tokenize='porter unicode61')"
        )
        database.execute("INSERT INTO record_fts (record_fts) VALUES ('rebuild')")
        database.execute("ANALYZE")
    database.close()


def command(folder: Path, port: int) -> list[str]:
    """What serves it."""
    chosen = [word for name, value in _SETTINGS.items() for word in ("--setting", name, value)]
    program = folder / "environment" / "bin" / "datasette"
    database = ("--immutable", folder / "records.db", "--metadata", folder / "metadata.json")
    return list(map(str, [program, "serve", *database, "--port", port, *chosen]))


def _environment(folder: Path) -> None:
    subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, folder], check=True)
    python = folder / "bin" / "python"
    install = ["uv", "pip", "install", "--quiet", "--python", python, f"datasette=={VERSION}"]
    subprocess.run(install, check=True)
