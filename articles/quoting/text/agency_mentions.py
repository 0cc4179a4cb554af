"""Which agencies a text mentions."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")


def mentions_any(names: Iterable[str], text: str) -> bool:
    """Whether any of the names is in `text` as whole words; in capitals if the name is."""
    return any(_name_pattern(name).search(text) for name in names if name.strip())


@lru_cache(2048)
def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", 0 if name.isupper() else re.IGNORECASE)


class AgencyMatcher[K: Hashable]:
    """Looks for the names of many agencies at once; each agency has a key and several names."""

    def __init__(self, agencies: Iterable[tuple[K, Iterable[str]]]) -> None:
        self._by_first_word: dict[str, list[tuple[K, str, frozenset[str]]]] = defaultdict(list)
        for key, names in agencies:
            for name in names:
                if words := _WORD.findall(name.casefold()):
                    self._by_first_word[words[0]].append((key, name, frozenset(words)))

    def find(self, text: str) -> set[K]:
        """Return the keys of the agencies that `text` mentions."""
        words = set(_WORD.findall(text.casefold()))
        return {
            key
            for first_word in words & self._by_first_word.keys()
            for key, name, name_words in self._by_first_word[first_word]
            if name_words <= words and mentions_any([name], text)
        }
