"""Which agencies a stretch of an article names. Imports nothing of the archive."""

import re
from collections.abc import Iterable
from functools import lru_cache


def named(names: Iterable[str], text: str) -> bool:
    """Whether `text` has any of the names as whole words; abbreviations in capitals only."""
    return any(_expression(name).search(text) for name in names if name.strip())


@lru_cache(2048)
def _expression(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", 0 if name.isupper() else re.IGNORECASE)
