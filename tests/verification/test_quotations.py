"""Whatever is damaged in a stored quotation is found and named."""

import json

import pytest
from django.db import connection

from articles.editions import operations
from articles.editions.load import LoadRequest
from articles.models import EarlierVersion, Holding, Quotation
from articles.verification import Tally
from articles.verification.quotations import check_quotation_order, check_quotations
from tests.conftest import SAMPLES, quietly
from tests.support.module_archive import kept
from tests.support.records import article, release, write_records

pytestmark = pytest.mark.django_db

SEEN = (
    "Between March and June the wardens counted forty-one unlit barges below the weir, and nine of "
    "them carried no papers at all. The harbor council had asked for that count twice."
)
ALTERED = SEEN.replace("forty-one", "sixty").replace("wardens", "divers")
ELIDED = SEEN.replace("below the weir, and nine of them carried no papers at all", "…")
BRACKETED = SEEN.replace("the wardens", "[the office’s men]")
GONE = "A lantern was found on every pier but the northern one, which burned down last autumn."
LIES = "No boat of ours was ever late, and none of them shall be late while the harbor stands."
RELEASES = (
    release(key="seen", title="Unlit barges", text=f"Notice. {SEEN}"),
    release(
        key="seen-again",
        title="Unlit barges",
        text=f"Once more for all. {SEEN}",
        released="2017-07-10",
    ),
    release(key="gone", title="Lanterns", text=f"Notice. {GONE}"),
)
ARTICLES = {
    "altered": f"They say:\n\n> {ALTERED}\n\nWell.",
    "elided": f"They say: “{ELIDED}” Well.",
    "bracketed": f"They say: “{BRACKETED}” Well.",
    "gone": f"As it was: {GONE} So much for that.",
    "unlocated": f"The office sent out a press release.\n\n> {LIES}\n\nWell.",
}


@pytest.fixture(autouse=True, scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    articles = [article(key=key, title=key, text=text) for key, text in ARTICLES.items()]
    with kept(django_db_blocker, folder, *RELEASES, *articles):
        changed = release(key="gone", title="Lanterns", text="The office says no more of lanterns.")
        operations.load(LoadRequest([write_records(folder / "changed.jsonl", changed)]), quietly)
        yield


@pytest.fixture(autouse=True)
def _data_folder():
    """The module's own."""


def differences():
    tally = Tally(quietly)
    return [*check_quotations(tally), *check_quotation_order()]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def test_the_collection_has_every_kind_of_quotation():
    rows = Quotation.objects.select_related("article")
    quotations = {quotation.article.key: quotation for quotation in rows}
    grades = {key: quotation.grade for key, quotation in quotations.items()}
    assert grades == {
        "altered": "altered",
        "elided": "elided",
        "bracketed": "interpolated",
        "gone": "verbatim",
        "unlocated": "",
    }
    assert quotations["gone"].version == 1
    assert [change["kind"] for change in quotations["altered"].changes]
    assert Holding.objects.filter(quotation=quotations["altered"]).count() == 1


def test_undamaged_quotations_have_no_difference():
    assert differences() == []


@pytest.mark.slow
def test_undamaged_quotations_of_the_samples_have_no_difference(load, emptied):
    emptied()
    load(SAMPLES, fiction=True)
    assert differences() == []


RELEASE = "SELECT id FROM articles_pressrelease WHERE key ="
STEPS = {
    f"{column} {step:+}": f"{column} = {column} {step:+}"
    for column in ("article_start", "article_end", "release_start", "release_end")
    for step in (-1, 1)
}
OTHER_CHANGES = {
    "beyond the article": "article_end = 100000",
    "beyond the release": "release_end = 100000",
    "a number": "number = 7",
    "a version": "version = 5",
    "another version": "version = CASE WHEN version IS NULL THEN 1 END",
    "another presentation": (
        "presentation = CASE presentation WHEN 'block' THEN 'inline' ELSE 'block' END"
    ),
    "a grade": "grade = 'typographic'",
    "a third source": "shared = NOT shared",
    "no parts": "parts = '[]'",
    "a change": """changes = changes || '[{"kind": "word", "place": [0, 1, 0, 1]}]'""",
    "another release": f"release_id = ({RELEASE} 'seen-again')",
}


@pytest.mark.parametrize("key", [key for key in ARTICLES if key != "unlocated"])
@pytest.mark.parametrize(
    "change", [*STEPS.values(), *OTHER_CHANGES.values()], ids=[*STEPS, *OTHER_CHANGES]
)
def test_a_change_to_a_quotation_is_found(key, change):
    quotation = Quotation.objects.get(article__key=key)
    sql(f"UPDATE articles_quotation SET {change} WHERE id = %s", quotation.pk)
    assert {(difference.kind, difference.key.split(" of ")[1]) for difference in differences()} == {
        ("quotation", key)
    }


def offsets(quotation):
    for column in ("parts", "changes"):
        for index, item in enumerate(getattr(quotation, column)):
            for position in range(4):
                yield column, index, position, item


def test_every_offset_of_every_part_and_change_that_is_off_by_one_is_found():
    count = 0
    for quotation in Quotation.objects.exclude(parts=[]):
        row = Quotation.objects.filter(pk=quotation.pk)
        for column, index, position, item in offsets(quotation):
            items = json.loads(json.dumps(getattr(quotation, column)))
            (items[index] if isinstance(item, list) else items[index]["place"])[position] += 1
            row.update(**{column: items})
            assert differences(), (quotation.grade, column, index, position)
            row.update(**{column: getattr(quotation, column)})
            count += 1
    assert count > 30


@pytest.mark.parametrize(
    "change",
    ["presentation = 'inline'", "shared = true", "parts = '[[0, 1, 0, 1]]'", "article_end = 9999"],
)
def test_a_change_to_an_unlocated_quotation_is_found(change):
    quotation = Quotation.objects.get(article__key="unlocated")
    sql(f"UPDATE articles_quotation SET {change} WHERE id = %s", quotation.pk)
    assert [difference.key for difference in differences()] == ["1 of unlocated"]


@pytest.mark.parametrize(
    "change",
    [
        "start = start + 1",
        '"end" = "end" - 1',
        '"end" = 100000',
        "grade = 'verbatim'",
        "version = 1",
        f"release_id = ({RELEASE} 'gone')",
        """quotation_id = (SELECT quotation.id FROM articles_quotation quotation
           JOIN articles_article article ON article_id = article.id WHERE key = 'gone')""",
    ],
)
def test_a_change_to_a_holding_is_found(change):
    holding = Holding.objects.get(quotation__article__key="altered")
    sql(f"UPDATE articles_holding SET {change} WHERE id = %s", holding.pk)
    assert [difference.field for difference in differences()] == ["holding"]


def test_a_missing_version_is_found():
    EarlierVersion.objects.all().delete()
    (difference,) = differences()
    assert str(difference).startswith("quotation 1 of gone: version: expected one with a text")


def test_a_release_dated_after_the_article_is_found():
    sql("UPDATE articles_pressrelease SET released = '2018' WHERE key = 'seen'")
    assert {difference.field for difference in differences()} >= {"released"}
