"""Which names of cities, outlets and authors may mean the same one.

For the question "is this the same as ...?", never a reason to merge. Names are compared only where
they share a block (all words but one, the last name, the letters without their gaps), so that
thousands of them take a second.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz.distance import OSA

from articles.names.cities import find_city, fold, postal_code

MANY = 3
"""The most names that one can be near to and still say something: more are a "J. Smith"."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
_WORD = re.compile(r"[^\W_]+")
_SITE = re.compile(r"\bwww\.|\.(?:com|org|net|news|co\.uk)\b", re.IGNORECASE)
_SMALL = frozenset(("a", "and", "of", "online", "the"))
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHORTEST_TYPO = 5

type Words = tuple[str, ...]


def near_pairs(
    kind: str, created: Iterable[str], known: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Names of `created`, in their order, with each of `known` that may mean the same one.

    `kind` is city, outlet or author. A pair comes once; a name near to more than `MANY` is left
    out. Near are names that differ in one letter of a long word, in the order of their words or in
    the gaps between them; cities where only one has a state; outlets by "the" and ".com"; authors
    by initials and middle names.
    """
    blocks: dict[Hashable, set[str]] = defaultdict(set)
    for name in known:
        for block in _blocks(kind, name):
            blocks[block].add(name)
    told: set[frozenset[str]] = set()
    for name in created:
        others = set[str]().union(*(blocks.get(block, ()) for block in _blocks(kind, name)))
        near = sorted(other for other in others if other != name and _is_near(kind, name, other))
        for other in near if len(near) <= MANY else ():
            if frozenset((name, other)) not in told:
                told.add(frozenset((name, other)))
                yield name, other


def _blocks(kind: str, name: str) -> Iterator[Hashable]:
    words = _words(kind, name)
    yield "".join(words)
    yield tuple(sorted(words))
    for place, word in enumerate(words):
        yield place, word[0], words[:place] + words[place + 1 :]
    if kind == "author" and words:
        yield words[0][0], words[-1]


@lru_cache(2**16)
def _words(kind: str, name: str) -> Words:
    """The words that count; of a city, those before its state."""
    if kind == "city":
        place = re.split(r"[\s.-]+", name.partition(",")[0])
        return tuple(filter(None, map(fold, place)))
    plain = _SITE.sub("", name) if kind == "outlet" else name
    folded = normalize("NFKD", plain.translate(_APOSTROPHES)).casefold()
    words = _WORD.findall("".join(one for one in folded if not "\u0300" <= one <= "\u036f"))
    leave = _SMALL if kind == "outlet" else _GENERATIONS
    return tuple(word for word in words if word not in leave)


def _is_near(kind: str, name: str, other: str) -> bool:
    if kind == "city":
        return _may_be_one_city(name, other)
    if kind == "author" and _generation(name) != _generation(other):
        return False
    ours, theirs = _words(kind, name), _words(kind, other)
    alike = sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs)
    return alike or _misspelt(ours, theirs) or (kind == "author" and _shortened(ours, theirs))


def _may_be_one_city(name: str, other: str) -> bool:
    """Two that the gazetteer knows are two; a misspelt one has the same state."""
    state, its = _state(name), _state(other)
    ours, theirs = _words("city", name), _words("city", other)
    same = "".join(ours) == "".join(theirs)
    if state != its:
        return same and not (state and its)
    one, two = find_city(name), find_city(other)
    return (same or _misspelt(ours, theirs)) and not (one and two and one != two)


def _state(city: str) -> str:
    behind = city.partition(",")[2]
    return postal_code(behind) or fold(behind)


def _generation(name: str) -> frozenset[str]:
    return _GENERATIONS.intersection(_WORD.findall(name.casefold()))


def _misspelt(ours: Words, theirs: Words) -> bool:
    """Whether one long word differs in one letter, which is not its first."""
    if len(ours) != len(theirs):
        return False
    different = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    if len(different) != 1:
        return False
    word, other = different[0]
    long = min(len(word), len(other)) >= _SHORTEST_TYPO and word.isalpha() and other.isalpha()
    return long and word[0] == other[0] and OSA.distance(word, other, score_cutoff=1) <= 1


def _shortened(ours: Words, theirs: Words) -> bool:
    """Whether two people of one last name differ by initials or in that one has middle names."""
    if min(len(ours), len(theirs)) < 2 or ours[-1] != theirs[-1]:  # noqa: PLR2004 - first and last
        return False
    middle = list(zip(ours[1:-1], theirs[1:-1], strict=False))
    return all(_same_or_initial(*pair) for pair in [(ours[0], theirs[0]), *middle])


def _same_or_initial(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])
