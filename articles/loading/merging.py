"""Merge two authorities that turned out to be the same."""

from django.db.models import Q, QuerySet

from articles.core.ids import EditionNumber
from articles.core.text import make_slug
from articles.exchange import from_models, schema
from articles.models import (
    AUTHORITY_MODELS,
    Agency,
    Article,
    Byline,
    Component,
    PressRelease,
)
from articles.models.authorities import Authority
from articles.models.texts import ArchivedText

_MENTIONS: dict[str, tuple[type[ArchivedText], tuple[str, ...]]] = {
    "agency": (PressRelease, ("agency", "components")),
    "city": (PressRelease, ("city",)),
    "outlet": (Article, ("outlet",)),
    "author": (Article, ("authors",)),
}
"""The kind of texts and their fields that mention each kind of authority."""


def merge_authorities(
    kind: str, kept_key: str, dropped_key: str, edition_number: EditionNumber
) -> int:
    """Make one authority an alias of another, and return how many texts mentioned it.

    The keys may be slugs. The texts get new digests as part of the edition. Raises LookupError if
    an authority does not exist, ValueError if both are the same.
    """
    target, duplicate = _get_authority(kind, kept_key), _get_authority(kind, dropped_key)
    if target == duplicate:
        raise ValueError(f"{kept_key!r} and {dropped_key!r} are the same {kind} already")
    text_ids = list(_texts_mentioning(kind, duplicate).values_list("pk", flat=True).distinct())
    _reassign_texts(kind, target, duplicate)
    _merge_names(target, duplicate)
    duplicate.delete()
    _update_digests(_MENTIONS[kind][0], text_ids, edition_number)
    return len(text_ids)


def _get_authority(kind: str, key: str) -> Authority:
    authorities = AUTHORITY_MODELS[kind]._default_manager
    authority = authorities.filter(Q(key=key) | Q(slug=make_slug(key))).first()
    if authority is None:
        raise LookupError(f"there is no {kind} {key!r}")
    return authority


def _texts_mentioning(kind: str, authority: Authority) -> QuerySet[ArchivedText]:
    model, fields = _MENTIONS[kind]
    mentions = Q()
    for field in fields:
        mentions |= Q(**{field: authority})
    return model._default_manager.filter(mentions)


def _reassign_texts(kind: str, target: Authority, duplicate: Authority) -> None:
    if kind == "agency":
        PressRelease.objects.filter(agency=duplicate.pk).update(agency=target.pk)
        _reassign_links(Component.objects.all(), "release", "agency", target, duplicate)
        _move_components(target, duplicate)
    elif kind == "city":
        PressRelease.objects.filter(city=duplicate.pk).update(city=target.pk)
    elif kind == "outlet":
        Article.objects.filter(outlet=duplicate.pk).update(outlet=target.pk)
    else:
        _reassign_links(Byline.objects.all(), "article", "author", target, duplicate)


def _reassign_links(
    links: QuerySet[Component] | QuerySet[Byline],
    text_field: str,
    authority_field: str,
    target: Authority,
    duplicate: Authority,
) -> None:
    """Point links to the target, and delete those of texts that have a link to it already."""
    texts_of_target = links.filter(**{authority_field: target}).values(text_field)
    redundant = links.filter(**{authority_field: duplicate, f"{text_field}__in": texts_of_target})
    text_ids = list(redundant.values_list(text_field, flat=True))
    redundant.delete()
    links.filter(**{authority_field: duplicate}).update(**{authority_field: target})
    for text_id in text_ids:
        _renumber_positions(links.filter(**{text_field: text_id}))


def _renumber_positions(links: QuerySet[Component] | QuerySet[Byline]) -> None:
    """Number the links of a text 1, 2, 3 again."""
    for position, link in enumerate(links.order_by("position"), 1):
        links.filter(pk=link.pk).update(position=position)


def _move_components(target: Authority, duplicate: Authority) -> None:
    """Give the components of the duplicate agency to the target, and move that out of it."""
    agency, merged = Agency.objects.get(pk=target.pk), Agency.objects.get(pk=duplicate.pk)
    if merged in agency.lineage():
        Agency.objects.filter(pk=agency.pk).update(parent=merged.parent)
    Agency.objects.filter(parent=merged).exclude(pk=agency.pk).update(parent=agency)


def _merge_names(target: Authority, duplicate: Authority) -> None:
    target.refresh_from_db()
    names = [*target.aliases, duplicate.key, str(duplicate), *duplicate.aliases]
    target.aliases = sorted({name for name in names if make_slug(name) != target.slug})
    target.alias_slugs = sorted({make_slug(alias) for alias in target.aliases})
    target.save(update_fields=["aliases", "alias_slugs"])


def _update_digests(
    model: type[ArchivedText], text_ids: list[int], edition_number: EditionNumber
) -> None:
    texts = model._default_manager.filter(pk__in=text_ids, digest__isnull=False)
    for record in from_models.iter_texts(texts):
        changes = {"digest": schema.compute_fixity(record), "edition": edition_number}
        model._default_manager.filter(key=record.key).update(**changes)
