"""From what was typed, as `language` reads it, to a question for Tantivy."""

import re
from collections.abc import Iterable
from datetime import date

import tantivy
from tantivy import Occur, Query

from articles.catalog.index.inflections import Form, Forms
from articles.catalog.index.schema import SCHEMA
from articles.catalog.query.syntax import All, Any, Dated, Not, Phrase, Prefix, Tree, Within, Word

_TITLE, _LEAD = 3.0, 1.5
"""How much more a word counts in the title, and in the first paragraph, than in the text."""


class Keywords:
    """Makes questions for one index; those that are not `scored` find the same records, faster."""

    def __init__(self, forms: Forms, *, scored: bool) -> None:
        self._forms = forms
        self._scored = scored

    def query(self, tree: Tree) -> Query:
        """The records that `tree` asks for, the best of them scored highest."""
        match tree:
            case All():
                return self._all(tree.parts)
            case Any() | Word() | Phrase() | Prefix():
                return either(self._choices(tree))
            case Not():
                return Query.boolean_query([(Occur.Must, everything()), self._unwanted(tree)])
            case Dated():
                return dated(tree.first, tree.last)
            case Within():
                return self._within(tree)

    def _choices(self, tree: Tree) -> list[Query]:
        """Questions of which each adds to the score: kept flat, the best are found fast."""
        match tree:
            case Any():
                return [one for choice in tree.choices for one in self._choices(choice)]
            case Word() | Phrase() | Prefix():
                return self._anywhere(tree)
            case _:
                return [self.query(tree)]

    def _all(self, parts: tuple[Tree, ...]) -> Query:
        if not parts:
            return Query.empty_query()
        wanted = [(Occur.Must, self.query(part)) for part in parts if not isinstance(part, Not)]
        unwanted = [self._unwanted(part) for part in parts if isinstance(part, Not)]
        if len(wanted) == 1 and not unwanted:
            return wanted[0][1]
        return Query.boolean_query([*(wanted or [(Occur.Must, everything())]), *unwanted])

    def _unwanted(self, tree: Not) -> tuple[Occur, Query]:
        return (Occur.MustNot, Keywords(self._forms, scored=False).query(tree.unwanted))

    def _anywhere(self, tree: Word | Phrase | Prefix) -> list[Query]:
        """Title and lead are part of `words`, so they add to the score and to nothing else."""
        if isinstance(tree, Prefix) or not self._scored:
            return self._in("words", tree)
        title = [Query.boost_query(one, _TITLE) for one in self._in("title", tree)]
        lead = [_term("lead", tree.term)] if isinstance(tree, Word) else []
        return [
            *self._in("words", tree),
            *title,
            *(Query.boost_query(one, _LEAD) for one in lead),
        ]

    def _within(self, tree: Within) -> Query:
        wanted = tree.wanted
        if tree.field == "title":
            return either(self._in("title", wanted))
        if isinstance(wanted, Word):
            return _term(f"{tree.field}_name", wanted.term)
        return either(self._in(f"{tree.field}_name", wanted))

    def _in(self, field: str, tree: Tree) -> list[Query]:
        match tree:
            case Word():
                forms = self._forms.of(tree.term)
                if self._scored or len(forms) == 1:
                    return [_weighted(field, form) for form in forms]
                return [Query.term_set_query(SCHEMA, field, [form.term for form in forms])]
            case Phrase():
                return [_phrase(field, one) for one in tree.alternatives]
            case Prefix():
                return [Query.regex_query(SCHEMA, field, f"{re.escape(tree.start)}.*")]
            case _:
                raise TypeError(f"{tree!r} does not stand in a field")


def everything() -> Query:
    return Query.const_score_query(Query.all_query(), 0.0)


def either(queries: Iterable[Query]) -> Query:
    """Any of these; the scores add up."""
    several = list(queries)
    if len(several) == 1:
        return several[0]
    return Query.boolean_query([(Occur.Should, query) for query in several])


def dated(first: date | None, last: date | None) -> Query:
    """Records of which every day that their date can mean lies between the two."""
    ranges = [_days(field, *ends) for field, ends in _ends(first, last) if any(ends)]
    return Query.boolean_query([(Occur.Must, one) for one in ranges])


def _ends(
    first: date | None, last: date | None
) -> tuple[tuple[str, tuple[date | None, date | None]], ...]:
    return (("earliest", (first, None)), ("latest", (None, last)))


def _days(field: str, first: date | None, last: date | None) -> Query:
    lower, upper = (day.toordinal() if day else None for day in (first, last))
    days = Query.range_query(SCHEMA, field, tantivy.FieldType.Integer, lower, upper)
    return Query.const_score_query(days, 0.0)


def _term(field: str, term: str) -> Query:
    return Query.term_query(SCHEMA, field, term)


def _weighted(field: str, form: Form) -> Query:
    term = _term(field, form.term)
    return term if form.weight == 1 else Query.boost_query(term, form.weight)


def _phrase(field: str, words: tuple[str, ...]) -> Query:
    if len(words) == 1:
        return _term(field, words[0])
    return Query.phrase_query(SCHEMA, field, list(words))
