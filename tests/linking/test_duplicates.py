"""Texts that were published more than once are reported, and stay two records."""

import pytest

from articles.models import Article, Duplicate
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

WORDS = [f"word{number}" for number in range(200)]


def duplicates():
    return list(Duplicate.objects.values_list("kind", "key", "other", "exact"))


def text(*changed_indices):
    return " ".join(
        "changed" if index in changed_indices else word for index, word in enumerate(WORDS)
    )


def test_the_same_text_under_two_keys_is_reported_and_both_stay(load):
    report = load(article(), article(key="lantern-2", title="Again"))
    assert duplicates() == [
        ("article", "lantern-1", "lantern-2", True),
        ("article", "lantern-2", "lantern-1", True),
    ]
    assert [str(finding) for finding in report.findings] == [
        "lantern-2: text: is identical to the text of article 'lantern-1'"
    ]
    assert Article.objects.count() == 2


def test_a_near_duplicate_is_reported_with_how_much_is_the_same(load):
    load(release(text=text()))
    report = load(release(key="harbor-2", text=text(100)))
    assert duplicates()[0] == ("release", "harbor-1", "harbor-2", False)
    share = Duplicate.objects.first().likeness
    assert 0.9 < share < 1
    assert f"is {share:.0%} the same as the text of release 'harbor-1'" in str(report.findings[0])


def test_texts_that_share_half_of_their_words_are_not_duplicates(load):
    load(release(text=text()), release(key="harbor-2", text=text(*range(100))))
    assert not duplicates()


def test_an_article_that_copies_a_release_completely_is_not_a_duplicate_of_it(load):
    load(release(text=text()), article(text=text()))
    assert not duplicates()


def test_a_text_that_is_changed_is_no_longer_a_duplicate(load):
    load(article(), article(key="lantern-2"))
    load(article(key="lantern-2", text="Nothing of the kind."))
    assert not duplicates()


def test_a_short_text_can_have_a_duplicate(load):
    load(article(text="Two words."), article(key="lantern-2", text="Two words."))
    assert len(duplicates()) == 2


def test_a_withdrawn_record_is_not_a_duplicate(load):
    load(article(), article(key="lantern-2", withdrawn="Published by mistake."))
    assert not duplicates()
