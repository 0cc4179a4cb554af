"""The language of the search field, as people type it: read into a tree, never refused.

Words (all of them), "exact phrases", -not, OR (which joins the two beside it), (brackets), deport*,
title: author: agency: city: outlet: before:2017-08 after:2016.
"""

from dataclasses import dataclass, field
from itertools import chain

from articles.catalog.query.lexer import Piece, pieces, tree
from articles.catalog.query.syntax import All, Any, Not, Phrase, Prefix, Tree, Within, Word

_NOTHING = "There is no word in it to search for."
_OPEN_QUOTE = "A quotation mark that is never closed was left out."
_LONE_OR = "OR joins the two words beside it; one with nothing to join was left out."
_NEVER_CLOSED = "A bracket that is never closed was read as if it were closed at the end."
_NEVER_OPENED = "A closing bracket that was never opened was left out."


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read, and what of it could not be meant as it was written."""

    tree: All
    remarks: tuple[str, ...] = ()


def read(query: str) -> Reading:
    """The meaning of what was typed, whatever it is."""
    remarks: list[str] = []
    groups = [_Group()]
    for piece in pieces(query):
        _take(piece, groups, remarks)
    if groups[1:]:
        remarks.append(_NEVER_CLOSED)
    while groups[1:]:
        _close(groups, remarks)
    parts = tuple(groups[0].ended(remarks))
    if not parts:
        remarks.append(_NOTHING)
    return Reading(All(parts), tuple(dict.fromkeys(remarks)))


@dataclass(slots=True)
class _Group:
    """What stands between two brackets, as far as it was read; groups need no recursion."""

    within: str | None = None
    unwanted: bool = False
    parts: list[Tree] = field(default_factory=list)
    """What OR joins is one part."""
    waiting: bool = False
    """Whether OR was read last."""

    def add(self, tree: Tree) -> None:
        if self.waiting:
            self.parts.append(_either(self.parts.pop(), tree))
        else:
            self.parts.append(tree)
        self.waiting = False

    def join(self, remarks: list[str]) -> None:
        self.waiting = bool(self.parts)
        if not self.waiting:
            remarks.append(_LONE_OR)

    def ended(self, remarks: list[str]) -> list[Tree]:
        """Its parts, those of brackets within brackets with them."""
        if self.waiting:
            remarks.append(_LONE_OR)
        flat = (part.parts if isinstance(part, All) else (part,) for part in self.parts)
        return [*chain.from_iterable(flat)]


def _take(piece: Piece, groups: list[_Group], remarks: list[str]) -> None:
    if piece["quote"]:
        remarks.append(_OPEN_QUOTE)
    elif piece["opened"]:
        groups.append(_Group(piece["field"], bool(piece["minus"])))
    elif piece["closed"] and groups[1:]:
        _close(groups, remarks)
    elif piece["closed"]:
        remarks.append(_NEVER_OPENED)
    elif piece["word"] == "OR" and not piece["field"] and not piece["minus"]:
        groups[-1].join(remarks)
    elif found := tree(piece, remarks):
        groups[-1].add(_not(found) if piece["minus"] else found)


def _close(groups: list[_Group], remarks: list[str]) -> None:
    """The last group becomes a part of the one that it stands in."""
    group = groups.pop()
    parts = group.ended(remarks)
    if parts:
        whole = _within(group.within, parts[0] if len(parts) == 1 else All(tuple(parts)))
        groups[-1].add(_not(whole) if group.unwanted else whole)


def _not(tree: Tree) -> Tree:
    return tree.unwanted if isinstance(tree, Not) else Not(tree)


def _either(first: Tree, second: Tree) -> Any:
    """Kept flat."""
    choices = [one.choices if isinstance(one, Any) else (one,) for one in (first, second)]
    return Any((*choices[0], *choices[1]))


def _within(field: str | None, tree: Tree) -> Tree:
    """Every word of the tree in that field, where it names none itself."""
    if not field:
        return tree
    match tree:
        case Word() | Phrase() | Prefix():
            return Within(field, tree)
        case All():
            return All(tuple(_within(field, part) for part in tree.parts))
        case Any():
            return Any(tuple(_within(field, choice) for choice in tree.choices))
        case Not():
            return Not(_within(field, tree.unwanted))
        case _:
            return tree
