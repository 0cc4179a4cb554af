"""Parse what people type into the search field; every query means something, none is an error.

Words (all must match), "exact phrases", -excluded, OR (joins its two neighbors), (groups), prefix*,
title: author: agency: city: outlet: before:2017-08 after:2016.
"""

from dataclasses import dataclass, field

from articles.catalog.query.leaves import parse_leaf
from articles.catalog.query.lexer import Token, tokenize
from articles.catalog.query.syntax import (
    AllOf,
    AnyOf,
    FieldQuery,
    Not,
    Phrase,
    Prefix,
    QueryNode,
    Word,
)

_NO_WORDS = "The query contains no words to search for."
_UNMATCHED_QUOTE = "A quotation mark without its partner was ignored."
_INCOMPLETE_OR = "OR joins the words on either side of it; one with a side missing was ignored."
_UNCLOSED_GROUP = "A parenthesis that is never closed was read as closing at the end."
_UNOPENED_GROUP = "A closing parenthesis that was never opened was ignored."


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The meaning of a query, and sentences about what in it could not be taken literally."""

    tree: AllOf
    remarks: tuple[str, ...] = ()


def parse_query(query: str) -> ParsedQuery:
    """Return the meaning of a query, whatever it is."""
    parser = _Parser()
    for token in tokenize(query):
        parser.read_token(token)
    return parser.finish()


@dataclass(slots=True)
class _Group:
    """What has been read so far between two parentheses."""

    field_name: str | None = None
    is_negated: bool = False
    operands: list[QueryNode] = field(default_factory=list)
    """Operands joined by OR count as one."""
    ends_with_or: bool = False

    def add_operand(self, node: QueryNode) -> None:
        if self.ends_with_or:
            node = _join_alternatives(self.operands.pop(), node)
        self.operands.append(node)
        self.ends_with_or = False

    def flattened_operands(self) -> list[QueryNode]:
        """Return the operands, with those of a group inside it as its own."""
        return [
            operand
            for node in self.operands
            for operand in (node.operands if isinstance(node, AllOf) else (node,))
        ]


class _Parser:
    """Reads tokens one by one. Open groups are kept on a stack: nesting needs no recursion."""

    def __init__(self) -> None:
        self._groups = [_Group()]
        self._remarks: list[str] = []

    def read_token(self, token: Token) -> None:
        if token["unmatched_quote"]:
            self._remarks.append(_UNMATCHED_QUOTE)
        elif token["opening"]:
            self._groups.append(_Group(token["field"], bool(token["negation"])))
        elif token["closing"] and len(self._groups) > 1:
            self._close_group()
        elif token["closing"]:
            self._remarks.append(_UNOPENED_GROUP)
        elif token["word"] == "OR" and not token["field"] and not token["negation"]:
            self._read_or()
        elif leaf := parse_leaf(token, self._remarks):
            self._groups[-1].add_operand(_negate(leaf) if token["negation"] else leaf)

    def finish(self) -> ParsedQuery:
        """Close what is still open, and return the tree."""
        if len(self._groups) > 1:
            self._remarks.append(_UNCLOSED_GROUP)
        while len(self._groups) > 1:
            self._close_group()
        operands = self._end_group(self._groups[0])
        if not operands:
            self._remarks.append(_NO_WORDS)
        return ParsedQuery(AllOf(tuple(operands)), tuple(dict.fromkeys(self._remarks)))

    def _read_or(self) -> None:
        group = self._groups[-1]
        group.ends_with_or = bool(group.operands)
        if not group.ends_with_or:
            self._remarks.append(_INCOMPLETE_OR)

    def _close_group(self) -> None:
        """Make the innermost group an operand of the group around it."""
        group = self._groups.pop()
        operands = self._end_group(group)
        if operands:
            content = operands[0] if len(operands) == 1 else AllOf(tuple(operands))
            node = _restrict_to_field(group.field_name, content)
            self._groups[-1].add_operand(_negate(node) if group.is_negated else node)

    def _end_group(self, group: _Group) -> list[QueryNode]:
        if group.ends_with_or:
            self._remarks.append(_INCOMPLETE_OR)
        return group.flattened_operands()


def _negate(node: QueryNode) -> QueryNode:
    return node.operand if isinstance(node, Not) else Not(node)


def _join_alternatives(*nodes: QueryNode) -> AnyOf:
    """Return the alternatives as one node, without nesting."""
    alternatives = [node.operands if isinstance(node, AnyOf) else (node,) for node in nodes]
    return AnyOf(tuple(operand for operands in alternatives for operand in operands))


def _restrict_to_field(field: str | None, node: QueryNode) -> QueryNode:
    """Return the node with every word in it that names no field restricted to this one."""
    if not field:
        return node
    match node:
        case Word() | Phrase() | Prefix():
            return FieldQuery(field, node)
        case AllOf():
            return AllOf(tuple(_restrict_to_field(field, operand) for operand in node.operands))
        case AnyOf():
            return AnyOf(tuple(_restrict_to_field(field, operand) for operand in node.operands))
        case Not():
            return Not(_restrict_to_field(field, node.operand))
        case _:
            return node
