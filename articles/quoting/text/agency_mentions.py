"""Which agencies a stretch of an article names."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")


def named(names: Iterable[str], text: str) -> bool:
    """Whether `text` has any of the names as whole words; abbreviations in capitals only."""
    return any(_expression(name).search(text) for name in names if name.strip())


@lru_cache(2048)
def _expression(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", 0 if name.isupper() else re.IGNORECASE)


class Names[K: Hashable]:
    """The names of many agencies, each known by a key; looked for all at once."""

    def __init__(self, known: Iterable[tuple[K, Iterable[str]]]) -> None:
        self._by_first_word: dict[str, list[tuple[K, str, frozenset[str]]]] = defaultdict(list)
        for key, names in known:
            for name in names:
                if words := _WORD.findall(name.casefold()):
                    self._by_first_word[words[0]].append((key, name, frozenset(words)))

    def of(self, text: str) -> set[K]:
        """The keys of those that `text` names."""
        words = set(_WORD.findall(text.casefold()))
        return {
            key
            for first in words & self._by_first_word.keys()
            for key, name, needed in self._by_first_word[first]
            if needed <= words and named([name], text)
        }
