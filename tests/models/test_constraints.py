"""The database itself rejects wrong rows, whoever writes them."""

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
    FormerAddress,
    Holding,
    Outlet,
    PressRelease,
    Quotation,
    Segment,
    ThirdSource,
)

pytestmark = pytest.mark.django_db

DIGEST = "0" * 64
AUTHORITIES = (Agency, Author, City, Outlet)
RELEASE = {"key": "r-2", "text": "Text."}
ARTICLE = {"key": "a-2", "title": "Title", "text": "Text."}
PLACES = {"article_start": 0, "article_end": 4, "release_start": 0, "release_end": 4}
SLUG = "0123456789"
QUOTATION = PLACES | {
    "number": 2,
    "slug": f"{SLUG}-2",
    "grade": "verbatim",
    "presentation": "block",
}


@pytest.fixture
def rows(db):
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
    Quotation.objects.create(
        article=article, release=release, **(QUOTATION | {"number": 1, "slug": SLUG})
    )
    EarlierVersion.objects.create(
        kind="article", key="a-1", number=1, digest=DIGEST, line="{}", replaced_in=edition
    )
    return {"agency": agency, "author": author, "article": article, "release": release}


def assert_rejected(model, **fields):
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
def test_an_authority_has_a_name_and_a_key_of_its_own(rows, model, fields):
    assert_rejected(model, **({"key": "other", "slug": "other", "name": "N"} | fields))


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("model", AUTHORITIES)
def test_two_authorities_may_share_a_name(model):
    assert model.objects.create(key="other", slug="other", name="N").pk


SOURCE = {"key": "charter", "name": "the Harbor Charter", "text": "Text."}


@pytest.mark.parametrize(
    "fields",
    [
        *({"key": key} for key in ("", "C", "c_d", "-c", None)),
        {"name": ""},
        {"text": ""},
        {"date": "1911-13"},
    ],
)
def test_a_third_source_is_keyed_named_filled_and_dated(rows, fields):
    assert_rejected(ThirdSource, **(SOURCE | fields))


def test_a_quotation_of_a_third_source_is_located_and_shared(rows):
    source = ThirdSource.objects.create(**SOURCE)
    own = QUOTATION | {"article": rows["article"], "third_source": source}
    assert_rejected(Quotation, **own, release=rows["release"], shared=False)
    unlocated = {"release_start": None, "release_end": None, "grade": ""}
    assert_rejected(Quotation, **(own | unlocated), shared=True)
    assert Quotation.objects.create(**own, release=rows["release"], shared=True).pk


def test_an_agency_is_no_part_of_itself(rows):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.update(parent=rows["agency"])


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
def test_an_article_is_keyed_titled_filled_and_dated(rows, fields):
    assert_rejected(Article, **(ARTICLE | fields))


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
def test_a_release_is_keyed_issued_filled_and_dated(rows, fields):
    assert_rejected(PressRelease, **(RELEASE | {"agency": rows["agency"]} | fields))


@pytest.mark.parametrize(
    "date", ["2017", "2017-07", "2017-07-28", "2017-07-28T10:01", "2017-07-28T10:01:30-05:00", None]
)
def test_a_date_is_stored_as_far_as_it_is_known(rows, date):
    Article.objects.create(**ARTICLE, published=date)
    stored = Article.objects.get(key="a-2").published
    assert (str(stored) if stored else None) == date


def test_a_key_may_be_that_of_an_article_and_of_a_release(rows):
    assert Article.objects.create(**(ARTICLE | {"key": "r-1"})).pk


def test_an_author_signs_once_and_in_one_place(rows):
    author = Author.objects.create(key="other", slug="other", name="N")
    assert_rejected(Byline, article=rows["article"], author=author, position=1)
    assert_rejected(Byline, article=rows["article"], author=rows["author"], position=2)
    assert_rejected(Byline, article=rows["article"], author=author, position=-1)
    assert_rejected(Byline, article_id=0, author=author, position=2)


def test_a_component_is_named_once_and_in_one_place(rows):
    agency = Agency.objects.create(key="other", slug="other", name="N")
    assert_rejected(Component, release=rows["release"], agency=agency, position=1)
    assert_rejected(Component, release=rows["release"], agency=rows["agency"], position=2)
    assert_rejected(Component, release=rows["release"], agency_id=0, position=2)


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 1},
        {"number": 0},
        {"number": -1},
        {"slug": SLUG},
        {"slug": ""},
        {"slug": "2"},
        {"slug": "X123456789"},
        {"slug": f"{SLUG}-"},
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
def test_a_quotation_has_both_ends_of_its_passage_or_neither(rows, fields):
    assert_rejected(
        Quotation, **({"article": rows["article"], "release": rows["release"]} | QUOTATION | fields)
    )


def test_a_quotation_that_is_not_located_is_stored(rows):
    nowhere = {"release": None, "release_start": None, "release_end": None, "grade": ""}
    assert Quotation.objects.create(article=rows["article"], **(QUOTATION | nowhere)).pk


@pytest.mark.parametrize(
    "fields",
    [{"number": 1}, {"number": 0}, {"digest": ""}, {"digest": "0" * 63}, {"digest": "G" * 64}],
)
def test_an_edition_is_numbered_once_and_digested(rows, fields):
    assert_rejected(Edition, **({"number": 2, "digest": DIGEST} | fields))


@pytest.mark.parametrize(
    "fields",
    [{"number": 1}, {"number": 0}, {"kind": "agency"}, {"digest": "short"}, {"replaced_in_id": 9}],
)
def test_earlier_versions_are_numbered_and_digested(rows, fields):
    good = {"kind": "article", "key": "a-1", "number": 2, "digest": DIGEST, "line": "{}"}
    assert_rejected(EarlierVersion, **(good | {"replaced_in_id": 1} | fields))


def test_the_digest_of_a_text_cannot_be_set_by_hand(rows):
    Article.objects.filter(key="a-1").update(text="Another text.")
    article = Article.objects.get()
    assert article.text_digest != rows["article"].text_digest
    with connection.cursor() as cursor, pytest.raises(Exception, match="generated column"):
        cursor.execute("UPDATE articles_article SET text_digest = 'x'")


@pytest.mark.parametrize("model", [*AUTHORITIES, Edition])
def test_what_a_record_refers_to_cannot_be_deleted(rows, model):
    with pytest.raises(ProtectedError):
        model.objects.get().delete()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}; SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("slug", [SLUG, "", "-2", "X123456789", "nine", "0123456789-"])
def test_a_former_address_is_a_slug_or_a_number_that_the_article_had_once(rows, slug):
    for former_slug in (SLUG, "2"):
        rows["article"].former_addresses.create(slug=former_slug, passage="Text", article_start=0)
    assert_rejected(
        FormerAddress, article=rows["article"], slug=slug, passage="Text", article_start=0
    )


def test_deleting_a_record_deletes_what_belongs_to_it(rows):
    rows["release"].delete()
    assert not Component.objects.exists()
    assert not Quotation.objects.exists()
    rows["article"].delete()
    assert not Byline.objects.exists()
    assert Author.objects.exists()


def test_the_tables_are_those_of_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_holding_has_a_passage_of_its_own(rows):
    quotation = Quotation.objects.create(
        article=rows["article"], release=rows["release"], **QUOTATION
    )
    fields = {"quotation": quotation, "release": rows["release"], "grade": "verbatim"}
    assert_rejected(Holding, start=4, end=4, **fields)
    assert_rejected(Holding, start=-1, end=4, **fields)
    assert_rejected(Holding, start=0, end=None, **fields)
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
    assert_rejected(Duplicate, **(pair | fields))
    Duplicate.objects.create(**pair)
    assert_rejected(Duplicate, **pair)


def test_two_texts_never_have_the_same_number_in_the_index(rows):
    Article.objects.update(text_number=7)
    assert_rejected(Article, **ARTICLE, text_number=7)


def test_a_block_belongs_to_a_segment_of_a_kind(db):
    assert_rejected(Segment, kind="poem", entries=1)
    assert_rejected(Block, segment_id=0, first=1, entries=b"")
