"""Two authorities that turned out to be one."""

from django.db.models import Q, QuerySet

from articles.core.text import slug
from articles.exchange import from_models, schema
from articles.models import (
    AUTHORITIES,
    Agency,
    Article,
    Byline,
    Component,
    PressRelease,
)
from articles.models.authorities import Authority
from articles.models.texts import ArchivedText

_TEXTS: dict[str, tuple[type[ArchivedText], tuple[str, ...]]] = {
    "agency": (PressRelease, ("agency", "components")),
    "city": (PressRelease, ("city",)),
    "outlet": (Article, ("outlet",)),
    "author": (Article, ("authors",)),
}
"""Where each kind of authority is mentioned."""


def merge(kind: str, keep: str, drop: str, edition: int) -> int:
    """Make `drop` an alias of `keep` (keys); returns how many texts mentioned it.

    Those texts get new digests as part of `edition`. Raises LookupError where one of the two is
    not known, ValueError where they are one already.
    """
    kept, dropped = _known(kind, keep), _known(kind, drop)
    if kept == dropped:
        raise ValueError(f"{keep!r} and {drop!r} are one already")
    mentioning = list(_mentioning(kind, dropped).values_list("pk", flat=True).distinct())
    _repoint(kind, kept, dropped)
    _take_names(kept, dropped)
    dropped.delete()
    _renew(_TEXTS[kind][0], mentioning, edition)
    return len(mentioning)


def _known(kind: str, key: str) -> Authority:
    model = AUTHORITIES[kind]
    found = model._default_manager.filter(Q(key=key) | Q(slug=slug(key))).first()
    if found is None:
        raise LookupError(f"there is no {kind} {key!r}")
    return found


def _mentioning(kind: str, dropped: Authority) -> QuerySet[ArchivedText]:
    model, fields = _TEXTS[kind]
    mentions = Q()
    for field in fields:
        mentions |= Q(**{field: dropped})
    return model._default_manager.filter(mentions)


def _repoint(kind: str, kept: Authority, dropped: Authority) -> None:
    if kind == "agency":
        PressRelease.objects.filter(agency=dropped.pk).update(agency=kept.pk)
        _once_each(Component.objects.all(), "release", "agency", kept, dropped)
        _put_parts_under(kept, dropped)
    elif kind == "city":
        PressRelease.objects.filter(city=dropped.pk).update(city=kept.pk)
    elif kind == "outlet":
        Article.objects.filter(outlet=dropped.pk).update(outlet=kept.pk)
    else:
        _once_each(Byline.objects.all(), "article", "author", kept, dropped)


def _once_each(
    rows: QuerySet[Component] | QuerySet[Byline],
    text: str,
    person: str,
    kept: Authority,
    dropped: Authority,
) -> None:
    """Repoint rows, but for texts that name both: they keep the one."""
    naming_kept = rows.filter(**{person: kept}).values(text)
    both = rows.filter(**{person: dropped, f"{text}__in": naming_kept})
    texts = list(both.values_list(text, flat=True))
    both.delete()
    rows.filter(**{person: dropped}).update(**{person: kept})
    for one in texts:
        _close_up(rows.filter(**{text: one}))


def _close_up(rows: QuerySet[Component] | QuerySet[Byline]) -> None:
    """Number the names of one text 1, 2, 3 again."""
    for position, row in enumerate(rows.order_by("position"), 1):
        rows.filter(pk=row.pk).update(position=position)


def _put_parts_under(kept: Authority, dropped: Authority) -> None:
    agency, gone = Agency.objects.get(pk=kept.pk), Agency.objects.get(pk=dropped.pk)
    if gone in agency.lineage():
        Agency.objects.filter(pk=agency.pk).update(parent=gone.parent)
    Agency.objects.filter(parent=gone).exclude(pk=agency.pk).update(parent=agency)


def _take_names(kept: Authority, dropped: Authority) -> None:
    kept.refresh_from_db()
    names = [*kept.aliases, dropped.key, str(dropped), *dropped.aliases]
    kept.aliases = sorted({name for name in names if slug(name) != kept.slug})
    kept.alias_slugs = sorted({slug(name) for name in kept.aliases})
    kept.save(update_fields=["aliases", "alias_slugs"])


def _renew(model: type[ArchivedText], mentioning: list[int], edition: int) -> None:
    texts = model._default_manager.filter(pk__in=mentioning, digest__isnull=False)
    for record in from_models.records_of(texts):
        fresh = {"digest": schema.fixity(record), "edition": edition}
        model._default_manager.filter(key=record.key).update(**fresh)
