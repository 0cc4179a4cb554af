"""Names of cities, outlets and authors that may mean the same one.

Enough to ask whether they are the same, never to merge them. Names are compared only if they share
a blocking key (all words but one, the last name, all letters), so that thousands of names take a
second. Blocking: Christen, Data Matching (2012), chapter 4.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz.distance import OSA

from articles.names.cities import find_city
from articles.names.regions import find_postal_code, fold_name

MAX_SIMILAR_NAMES = 3
"""A name similar to more names than this is too common to tell anything, such as "J. Smith"."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
_WORD = re.compile(r"[^\W_]+")
_WEBSITE_PARTS = re.compile(r"\bwww\.|\.(?:com|org|net|news|co\.uk)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset(("a", "and", "of", "online", "the"))
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_MIN_TYPO_LETTERS = 5

type Words = tuple[str, ...]


def find_similar_pairs(
    kind: str, new_names: Iterable[str], names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield each new name, in order, with each of `names` that may mean the same; each pair once.

    `kind` is city, outlet or author. A name similar to more than `MAX_SIMILAR_NAMES` is left out.
    Similar are names that differ in one letter of a long word, in the order of their words or in
    the spaces between them; cities of which only one has a state; outlets by "the" and ".com";
    authors by initials and middle names.
    """
    blocks: dict[Hashable, set[str]] = defaultdict(set)
    for name in names:
        for key in _blocking_keys(kind, name):
            blocks[key].add(name)
    yielded_pairs: set[frozenset[str]] = set()
    for name in new_names:
        candidates = set[str]().union(*(blocks.get(key, ()) for key in _blocking_keys(kind, name)))
        similar_names = sorted(
            candidate
            for candidate in candidates
            if candidate != name and _is_similar(kind, name, candidate)
        )
        for similar_name in similar_names if len(similar_names) <= MAX_SIMILAR_NAMES else ():
            if frozenset((name, similar_name)) not in yielded_pairs:
                yielded_pairs.add(frozenset((name, similar_name)))
                yield name, similar_name


def _blocking_keys(kind: str, name: str) -> Iterator[Hashable]:
    words = _significant_words(kind, name)
    yield "".join(words)
    yield tuple(sorted(words))
    for position, word in enumerate(words):
        yield position, word[0], words[:position] + words[position + 1 :]
    if kind == "author" and words:
        yield words[0][0], words[-1]


@lru_cache(2**16)
def _significant_words(kind: str, name: str) -> Words:
    """Return the folded words that tell names apart; of a city those before its state."""
    if kind == "city":
        place = re.split(r"[\s.-]+", name.partition(",")[0])
        return tuple(filter(None, map(fold_name, place)))
    text = _WEBSITE_PARTS.sub("", name) if kind == "outlet" else name
    folded = normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    letters = (letter for letter in folded if not "\u0300" <= letter <= "\u036f")
    ignored_words = _SMALL_WORDS if kind == "outlet" else _GENERATIONS
    return tuple(word for word in _WORD.findall("".join(letters)) if word not in ignored_words)


def _is_similar(kind: str, name_a: str, name_b: str) -> bool:
    if kind == "city":
        return _may_be_same_city(name_a, name_b)
    if kind == "author" and _generation_suffix(name_a) != _generation_suffix(name_b):
        return False
    words_a, words_b = _significant_words(kind, name_a), _significant_words(kind, name_b)
    return (
        sorted(words_a) == sorted(words_b)
        or "".join(words_a) == "".join(words_b)
        or _differ_by_typo(words_a, words_b)
        or (kind == "author" and _differ_by_initials(words_a, words_b))
    )


def _may_be_same_city(name_a: str, name_b: str) -> bool:
    """Whether names of a city differ in spelling, unless the gazetteer knows both as two cities.

    If only one name has a state, or they have two, the spelling must be the same but for spaces.
    """
    state_a, state_b = _state_of(name_a), _state_of(name_b)
    words_a, words_b = _significant_words("city", name_a), _significant_words("city", name_b)
    has_same_letters = "".join(words_a) == "".join(words_b)
    if state_a != state_b:
        return has_same_letters and not (state_a and state_b)
    city_a, city_b = find_city(name_a), find_city(name_b)
    are_two_cities = bool(city_a and city_b and city_a != city_b)
    return (has_same_letters or _differ_by_typo(words_a, words_b)) and not are_two_cities


def _state_of(city: str) -> str:
    state = city.partition(",")[2]
    return find_postal_code(state) or fold_name(state)


def _generation_suffix(name: str) -> frozenset[str]:
    return _GENERATIONS.intersection(_WORD.findall(name.casefold()))


def _differ_by_typo(words_a: Words, words_b: Words) -> bool:
    """Whether one long word differs in one letter, which is not its first."""
    if len(words_a) != len(words_b):
        return False
    differences = [pair for pair in zip(words_a, words_b, strict=True) if pair[0] != pair[1]]
    if len(differences) != 1:
        return False
    word_a, word_b = differences[0]
    is_long = min(len(word_a), len(word_b)) >= _MIN_TYPO_LETTERS
    if not (is_long and word_a.isalpha() and word_b.isalpha()):
        return False
    return word_a[0] == word_b[0] and OSA.distance(word_a, word_b, score_cutoff=1) <= 1


def _differ_by_initials(words_a: Words, words_b: Words) -> bool:
    """Whether people with the same last name differ by initials, or only one has middle names."""
    if min(len(words_a), len(words_b)) < 2 or words_a[-1] != words_b[-1]:  # noqa: PLR2004 - names
        return False
    middle_names = zip(words_a[1:-1], words_b[1:-1], strict=False)
    pairs = [(words_a[0], words_b[0]), *middle_names]
    return all(_is_same_or_initial(*pair) for pair in pairs)


def _is_same_or_initial(name_a: str, name_b: str) -> bool:
    return name_a == name_b or (1 in (len(name_a), len(name_b)) and name_a[0] == name_b[0])
