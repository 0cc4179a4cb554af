"""What the database itself refuses, whoever writes to it."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from articles.models import (
    Agency,
    Article,
    Author,
    Block,
    Byline,
    City,
    Component,
    Duplicate,
    EarlierVersion,
    Edition,
    Holding,
    Outlet,
    PressRelease,
    Quotation,
    Segment,
)

pytestmark = pytest.mark.django_db

DIGEST = "0" * 64
AUTHORITIES = (Agency, Author, City, Outlet)
RELEASE = {"key": "r-2", "text": "Text."}
ARTICLE = {"key": "a-2", "title": "Title", "text": "Text."}
PLACES = {"article_start": 0, "article_end": 4, "release_start": 0, "release_end": 4}
QUOTATION = PLACES | {"number": 2, "grade": "verbatim", "presentation": "block"}


@pytest.fixture
def held(db):
    """One row of every table."""
    edition = Edition.objects.create(number=1, digest=DIGEST)
    agency, author, city, outlet = (
        model.objects.create(key="K", slug="k", name="N") for model in AUTHORITIES
    )
    release = PressRelease.objects.create(
        key="r-1", text="Text.", agency=agency, city=city, edition=edition
    )
    article = Article.objects.create(
        key="a-1", title="Title", text="Text.", outlet=outlet, edition=edition
    )
    Byline.objects.create(article=article, author=author, position=1)
    Component.objects.create(release=release, agency=agency, position=1)
    Quotation.objects.create(article=article, release=release, **(QUOTATION | {"number": 1}))
    EarlierVersion.objects.create(
        kind="article", key="a-1", number=1, digest=DIGEST, line="{}", replaced_in=edition
    )
    return {"agency": agency, "author": author, "article": article, "release": release}


def refuses(model, **fields):
    def create():
        with transaction.atomic():
            model.objects.create(**fields)
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        create()


@pytest.mark.parametrize("model", AUTHORITIES)
@pytest.mark.parametrize(
    "fields",
    [{"key": ""}, {"slug": ""}, {"name": ""}, {"key": "K"}, {"slug": "k"}, {"key": None}],
)
def test_an_authority_is_named_once_and_wholly(held, model, fields):
    refuses(model, **({"key": "other", "slug": "other", "name": "N"} | fields))


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("model", AUTHORITIES)
def test_two_authorities_may_share_a_name(model):
    assert model.objects.create(key="other", slug="other", name="N").pk


def test_an_agency_is_no_part_of_itself(held):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.update(parent=held["agency"])


NO_DATES = ("2017-13", "2017-00-01", "2017-07-32", "17", "July", "2017-7-1", "2017-07-28 10:01")


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "a-1"},
        *({"key": key} for key in ("", "A", "a_b", "-a", "a b", "é", "a\nb", "a/b", "a\n")),
        {"title": ""},
        {"text": ""},
        {"outlet_id": 0},
        {"edition_id": 99},
        *({"published": date} for date in NO_DATES),
    ],
)
def test_an_article_is_keyed_titled_filled_and_dated(held, fields):
    refuses(Article, **(ARTICLE | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "r-1"},
        *({"key": key} for key in ("", "R", "r_b", "-r", "r b", "r\n")),
        {"text": ""},
        {"agency": None},
        {"agency_id": 0},
        {"city_id": 0},
        {"edition_id": 99},
        *({"released": date} for date in NO_DATES),
    ],
)
def test_a_release_is_keyed_issued_filled_and_dated(held, fields):
    refuses(PressRelease, **(RELEASE | {"agency": held["agency"]} | fields))


@pytest.mark.parametrize(
    "date", ["2017", "2017-07", "2017-07-28", "2017-07-28T10:01", "2017-07-28T10:01:30-05:00", None]
)
def test_a_date_is_held_as_far_as_it_is_known(held, date):
    Article.objects.create(**ARTICLE, published=date)
    found = Article.objects.get(key="a-2").published
    assert (str(found) if found else None) == date


def test_a_key_may_be_that_of_an_article_and_of_a_release(held):
    assert Article.objects.create(**(ARTICLE | {"key": "r-1"})).pk


def test_an_author_signs_once_and_in_one_place(held):
    other = Author.objects.create(key="other", slug="other", name="N")
    refuses(Byline, article=held["article"], author=other, position=1)
    refuses(Byline, article=held["article"], author=held["author"], position=2)
    refuses(Byline, article=held["article"], author=other, position=-1)
    refuses(Byline, article_id=0, author=other, position=2)


def test_a_component_is_named_once_and_in_one_place(held):
    other = Agency.objects.create(key="other", slug="other", name="N")
    refuses(Component, release=held["release"], agency=other, position=1)
    refuses(Component, release=held["release"], agency=held["agency"], position=2)
    refuses(Component, release=held["release"], agency_id=0, position=2)


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 1},
        {"number": 0},
        {"number": -1},
        {"article_start": 4},
        {"article_start": 5},
        {"article_start": -1},
        {"article_start": None},
        {"article_end": None},
        {"release_start": 4},
        {"release_start": -1},
        {"release_start": None},
        {"release_end": None},
        {"release_start": None, "release_end": None},
        {"release": None},
        {"release": None, "release_start": None},
        {"release": None, "release_end": None},
        {"release": None, "release_start": None, "release_end": None},
        {"release": None, "release_start": None, "release_end": None, "version": 1},
        {"version": 0},
        {"grade": "perfect"},
        {"grade": ""},
        {"presentation": "sung"},
        {"presentation": ""},
        {"article_id": 0},
    ],
)
def test_a_quotation_has_its_passage_whole_or_not_at_all(held, fields):
    refuses(
        Quotation, **({"article": held["article"], "release": held["release"]} | QUOTATION | fields)
    )


def test_a_quotation_of_a_release_not_located_is_held(held):
    nowhere = {"release": None, "release_start": None, "release_end": None, "grade": ""}
    assert Quotation.objects.create(article=held["article"], **(QUOTATION | nowhere)).pk


@pytest.mark.parametrize(
    "fields",
    [{"number": 1}, {"number": 0}, {"digest": ""}, {"digest": "0" * 63}, {"digest": "G" * 64}],
)
def test_an_edition_is_numbered_once_and_digested(held, fields):
    refuses(Edition, **({"number": 2, "digest": DIGEST} | fields))


@pytest.mark.parametrize(
    "fields",
    [{"number": 1}, {"number": 0}, {"kind": "agency"}, {"digest": "short"}, {"replaced_in_id": 9}],
)
def test_earlier_versions_are_numbered_and_digested(held, fields):
    good = {"kind": "article", "key": "a-1", "number": 2, "digest": DIGEST, "line": "{}"}
    refuses(EarlierVersion, **(good | {"replaced_in_id": 1} | fields))


def test_the_digest_of_a_text_cannot_be_set_by_hand(held):
    Article.objects.filter(key="a-1").update(text="Another text.")
    article = Article.objects.get()
    assert article.text_digest != held["article"].text_digest
    with connection.cursor() as cursor, pytest.raises(Exception, match="generated column"):
        cursor.execute("UPDATE articles_article SET text_digest = 'x'")


@pytest.mark.parametrize("model", [*AUTHORITIES, Edition])
def test_what_a_record_refers_to_cannot_be_deleted(held, model):
    with pytest.raises(ProtectedError):
        model.objects.get().delete()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}; SET CONSTRAINTS ALL IMMEDIATE")


def test_a_record_takes_what_belongs_to_it_along(held):
    held["release"].delete()
    assert not Component.objects.exists()
    assert not Quotation.objects.exists()
    held["article"].delete()
    assert not Byline.objects.exists()
    assert Author.objects.exists()


def test_the_tables_are_those_of_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_further_release_holds_a_passage_of_its_own(held):
    quotation = Quotation.objects.create(
        article=held["article"], release=held["release"], **QUOTATION
    )
    fields = {"quotation": quotation, "release": held["release"], "grade": "verbatim"}
    refuses(Holding, start=4, end=4, **fields)
    refuses(Holding, start=-1, end=4, **fields)
    refuses(Holding, start=0, end=None, **fields)
    assert Holding.objects.create(start=0, end=4, **fields).pk


@pytest.mark.parametrize(
    "fields",
    [
        {"other": "a"},
        {"kind": "agency"},
        {"likeness": 0},
        {"likeness": 1.1},
        {"likeness": None},
        {"exact": None},
    ],
)
def test_a_duplicate_is_another_record_of_the_kind(db, fields):
    pair = {"kind": "article", "key": "a", "other": "b", "likeness": 0.9, "exact": False}
    refuses(Duplicate, **(pair | fields))
    Duplicate.objects.create(**pair)
    refuses(Duplicate, **pair)


def test_two_texts_never_have_the_same_number_in_the_index(held):
    Article.objects.update(text_number=7)
    refuses(Article, **ARTICLE, text_number=7)


def test_a_block_belongs_to_a_segment_of_a_kind(db):
    refuses(Segment, kind="poem", entries=1)
    refuses(Block, segment_id=0, first=1, entries=b"")
