"""Read settings from environment variables, and reject values that cannot be meant.

Every error names the variable and says what to set it to.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def has_env(name: str) -> bool:
    """Whether the variable is set, even to an empty value."""
    return name in os.environ


def read_folder(name: str, default: Path) -> Path:
    """Return the absolute path of a folder, which may not exist yet."""
    path = Path(os.environ.get(name) or default).absolute()
    if os.path.isfile(path):  # noqa: PTH113 - False, not an error, if it may not be seen
        raise ImproperlyConfigured(f"{name} is {str(path)!r}, which is a file: set it to a folder")
    return path


def read_site_url(name: str, default: str) -> SplitResult:
    """Return the address of a website, without a slash at its end."""
    address = (os.environ.get(name) or default).rstrip("/")
    try:
        url = urlsplit(address)
        is_valid = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        is_valid = False
    if not is_valid:
        raise ImproperlyConfigured(
            f"{name} is {address!r}: set it to the site's address, "
            "such as https://archive.example.org"
        )
    return url


def read_conninfo(name: str) -> dict[str, Any] | None:
    """Return the connection parameters in a PostgreSQL URL; None if the variable is not set."""
    address = os.environ.get(name)
    if not address:
        return None
    try:
        return conninfo_to_dict(address)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read ({str(error).strip()}): set it to an address "
            "such as postgresql://user:password@host/database"
        ) from error
