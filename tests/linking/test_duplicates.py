"""Texts that were published more than once are said to be, and stay two records."""

import pytest

from articles.models import Article, Duplicate
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

WORDS = [f"word{number}" for number in range(200)]


def couples():
    found = Duplicate.objects.values_list("kind", "key", "other", "exact")
    return [(kind, one, other, exact) for kind, one, other, exact in found]


def text(*changed):
    return " ".join("other" if place in changed else word for place, word in enumerate(WORDS))


def test_the_same_text_under_two_keys_is_reported_and_both_stay(load):
    report = load(article(), article(key="lantern-2", title="Again"))
    assert couples() == [
        ("article", "lantern-1", "lantern-2", True),
        ("article", "lantern-2", "lantern-1", True),
    ]
    assert [str(one) for one in report.findings] == [
        "lantern-2: text: has the text of the article 'lantern-1'"
    ]
    assert Article.objects.count() == 2


def test_a_text_that_is_nearly_another_is_reported_with_how_much_is_the_same(load):
    load(release(text=text()))
    report = load(release(key="harbor-2", text=text(100)))
    assert couples()[0] == ("release", "harbor-1", "harbor-2", False)
    share = Duplicate.objects.first().likeness
    assert 0.9 < share < 1
    assert f"has {share:.0%} of its text in common with the release 'harbor-1'" in str(
        report.findings[0]
    )


def test_texts_that_share_half_of_their_words_are_no_duplicates(load):
    load(release(text=text()), release(key="harbor-2", text=text(*range(100))))
    assert not couples()


def test_an_article_that_is_a_release_word_for_word_is_no_duplicate_of_it(load):
    load(release(text=text()), article(text=text()))
    assert not couples()


def test_a_text_that_is_changed_is_a_duplicate_no_longer(load):
    load(article(), article(key="lantern-2"))
    load(article(key="lantern-2", text="Nothing of the kind."))
    assert not couples()


def test_a_short_text_has_its_duplicate_too(load):
    load(article(text="Two words."), article(key="lantern-2", text="Two words."))
    assert len(couples()) == 2


def test_a_record_that_was_withdrawn_is_no_duplicate(load):
    load(article(), article(key="lantern-2", withdrawn="Published by mistake."))
    assert not couples()
