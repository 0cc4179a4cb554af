"""The advisory lock that lets one load at a time change the archive."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection, transaction

from articles.core.progress import Progress

_LOCK_ID = 0x426C6F636B71


@contextmanager
def exclusive_load(progress: Progress) -> Iterator[None]:
    """Hold the lock, so that no other process loads, rebuilds the catalog or exports.

    The lock belongs to the session: the server releases it when the process dies.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK_ID])
        if not cursor.fetchone()[0]:
            progress("another load is running; waiting for it to finish")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK_ID])
    try:
        yield
    finally:
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_ID])


@contextmanager
def no_load_meanwhile() -> Iterator[None]:
    """Open a transaction during which no load changes the archive."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK_ID])
        yield
