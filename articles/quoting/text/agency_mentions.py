"""Which agencies a text mentions."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache

_APOSTROPHE = re.compile("['’]")
_WORD = re.compile(r"\w+")
_TITLED_NAME = re.compile(r"(Sen\.|Senator) (\w+)")
_OFFICE_OF_SENATOR = re.compile(r"Office of (?:Sen\.|Senator) (?:.* )?(\w+)")
_TWO_PLACES = re.compile(r"(.+) \((.+)\) (.+)")
_DEPARTMENT = re.compile(r"Department of (\w+)")


def expand_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of an agency and the short forms of them that newsrooms use, each once.

    For example “Senator Poe” for “Office of Senator Poe”, “Dunmore DA” for “Dunmore District
    Attorney”, “Justice Department” for “Department of Justice”.
    """
    expanded = list(names)
    for name in expanded:
        expanded += [form for form in _shorten_name(name) if form not in expanded]
    return tuple(expanded)


def _shorten_name(name: str) -> Iterator[str]:
    if match := _OFFICE_OF_SENATOR.fullmatch(name):
        yield from (f"Sen. {match[1]}", f"Senator {match[1]}")
    if match := _TWO_PLACES.fullmatch(name):
        yield from (f"{match[1]} {match[3]}", f"{match[2]} {match[3]}")
    if match := _DEPARTMENT.fullmatch(name):
        yield f"{match[1]} Department"
    if name.endswith(" District Attorney"):
        place = name.removesuffix(" District Attorney")
        yield from (f"{place} DA", f"{place} D.A.")


def find_office_holder(names: Iterable[str]) -> str:
    """Return the last name of the senator whose office any of the names is; "" if none is."""
    matches = map(_OFFICE_OF_SENATOR.fullmatch, names)
    return next((match[1] for match in matches if match), "")


def find_mention(names: Iterable[str], text: str) -> str:
    """Return the first of the names that `text` mentions, as it is written there; "" if none."""
    matches = (_name_pattern(name).search(text) for name in names if name.strip())
    return next((" ".join(match[0].split()) for match in matches if match), "")


def mentions_any(names: Iterable[str], text: str) -> bool:
    """Whether any of the names is in `text` as whole words; in capitals if the name is.

    Given names may follow the title of a senator: “Sen. Ann Poe” mentions “Sen. Poe”.
    """
    return any(_name_pattern(name).search(text) for name in names if name.strip())


@lru_cache(2048)
def _name_pattern(name: str) -> re.Pattern[str]:
    flags = 0 if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){make_name_expression(name)}(?!\w)", flags)


def make_name_expression(name: str) -> str:
    """Return a regular expression for a name, which PostgreSQL understands as well."""
    if match := _TITLED_NAME.fullmatch(name):
        return rf"{re.escape(match[1])}(?:\s+\w+\.?){{0,2}}\s+{match[2]}"
    expression = r"\s+".join(map(re.escape, name.split()))
    return _APOSTROPHE.sub("['’]", expression)


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
