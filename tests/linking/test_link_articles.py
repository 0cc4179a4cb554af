"""Quotations: which passages are found, in which release, and where exactly."""

import json
from io import StringIO
from itertools import batched
from random import Random

import pytest
from django.core.management import call_command

from articles.core import workers
from articles.core.text import collapse_spaces
from articles.exchange import from_models, schema
from articles.models import Article, Duplicate, Edition, Quotation
from articles.pages.quoted_sources import fetch_source_texts
from tests.support.records import article, release

PASSAGE = (
    "Officers of the harbor office seized three unregistered boats on Tuesday after an "
    "inspection that lasted eleven days."
)


def test_a_passage_is_found_with_its_place_in_both_texts(load):
    load(release(), article())
    quotation = Quotation.objects.get()
    assert quotation.article_span.extract(quotation.article.text) == PASSAGE
    assert quotation.release_span.extract(quotation.release.text) == PASSAGE
    assert (quotation.grade, quotation.presentation, quotation.number) == ("verbatim", "block", 1)


def test_a_quotation_is_found_although_the_article_is_loaded_before_the_release(load):
    load(article())
    assert not Quotation.objects.exists()
    load(release())
    assert Quotation.objects.get().release.key == "harbor-1"


def test_seven_equal_words_are_not_a_quotation(load):
    load(release(), article(text="Officers of the harbor office seized three boats, again."))
    assert not Quotation.objects.exists()


def test_eight_equal_words_between_quotation_marks_are_a_quotation(load):
    passage = "the harbor office seized three unregistered boats on Tuesday"
    text = f"They say that “{passage}”, no more."
    load(release(), article(text=text))
    assert Quotation.objects.get().article_span.extract(text) == passage


def test_differences_in_case_quotation_marks_dashes_and_spaces_are_typographic(load):
    text = PASSAGE.replace("harbor office", "Harbor-Office").replace(" boats ", '\n"boats" ')
    load(release(), article(text=f"As they put it: {text}"))
    quotation = Quotation.objects.get()
    assert (quotation.grade, quotation.presentation) == ("typographic", "unmarked")


def test_a_passage_between_quotation_marks_is_an_inline_quote(load):
    load(release(), article(text=f"The office says: “{PASSAGE}” Fine."))
    assert Quotation.objects.get().presentation == "inline"


def test_a_release_dated_after_the_article_is_never_its_source(load):
    load(release(released="2017-07-29"), article())
    assert not Quotation.objects.exists()


def test_a_release_of_the_same_month_may_be_the_source_if_its_day_is_unknown(load):
    load(release(released="2017-07"), article())
    assert Quotation.objects.get().release.key == "harbor-1"


def test_the_later_of_two_releases_that_contain_the_passage_is_the_source(load):
    load(release(), release(key="harbor-2", released="2017-07-20"), article())
    assert Quotation.objects.get().release.key == "harbor-2"


def test_a_quotation_refers_to_the_version_of_the_release_that_contains_it(load):
    load(release(), article())
    assert Quotation.objects.get().version is None
    load(release(text="The office withdraws what it said about the boats."))
    quotation = Quotation.objects.get()
    assert (quotation.release.key, quotation.version) == ("harbor-1", 1)
    load(release())
    assert Quotation.objects.get().version is None


def test_a_later_article_is_linked_to_the_earlier_version_that_it_quotes(load):
    load(release())
    load(release(text="The office withdraws what it said about the boats."))
    load(article())
    assert Quotation.objects.get().version == 1


def test_results_do_not_depend_on_the_order_in_which_records_are_loaded(load, emptied, samples):
    def read_results():
        quotations = Quotation.objects.order_by("article__key", "number").values_list(
            *("article__key", "number", "release__key", "article_start", "article_end"),
            *("release_start", "release_end", "grade", "presentation", "parts", "changes"),
            "shared",
        )
        duplicates = Duplicate.objects.values_list("kind", "key", "other", "likeness")
        return list(quotations), sorted(duplicates)

    results = read_results()
    records = [json.loads(schema.to_line(record)) for record in from_models.iter_records()]
    authority_count = len(list(from_models.iter_authorities()))
    authorities, texts = records[:authority_count], records[authority_count:]
    emptied()
    Random(4).shuffle(texts)
    load(*authorities)
    for batch in batched(texts, len(texts) // 6, strict=False):
        load(*batch)
    assert read_results() == results


def test_an_imported_version_is_quoted_only_once_its_release_is_loaded(load):
    load({"kind": "version", "number": 1, "record": release()}, article())
    assert not Quotation.objects.exists()
    load(release(text="The office withdraws what it said about the boats."))
    assert Quotation.objects.get().version == 1


@pytest.mark.parametrize("in_pool", [False, True])
def test_linking_everything_again_finds_the_same(load, samples, client, monkeypatch, in_pool):
    monkeypatch.setattr(workers, "MAX_SECONDS_ALONE", 0 if in_pool else 10**6)
    quotations = sorted(Quotation.objects.values_list("article__key", "number", "release__key"))
    assert quotations
    call_command("link", "--all", stdout=StringIO())
    linked_again = Quotation.objects.values_list("article__key", "number", "release__key")
    assert sorted(linked_again) == quotations
    assert Edition.objects.current().number == 2
    assert client.get("/search/").status_code == 200


def test_texts_that_no_load_has_indexed_are_linked(load):
    load(release(), article())
    Quotation.objects.all().delete()
    Article.objects.update(text_number=None)
    output = StringIO()
    call_command("link", stdout=output)
    assert Quotation.objects.get().release.key == "harbor-1"
    assert "Edition 2, digest " in output.getvalue()
    call_command("link", stdout=output)
    assert "Nothing to link." in output.getvalue()


def test_every_quotation_of_the_samples_lies_inside_both_texts(samples):
    quotations = Quotation.objects.select_related("article", "release").exclude(release=None)
    assert quotations.count() > 80
    texts = fetch_source_texts(quotations)
    for quotation in quotations:
        passage = quotation.article_span.extract(quotation.article.text)
        original = quotation.release_span.extract(texts[quotation.release.key, quotation.version])
        assert len(passage) == len(quotation.article_span)
        if quotation.grade == "verbatim":
            assert collapse_spaces(passage.replace("\n> ", "\n")) == collapse_spaces(original)


def article_with_short_quote(**fields):
    text = "The Harbor Office says it “seized three unregistered boats” and no more."
    return article(text=text, published="2017-07-28") | fields


def test_a_short_quote_is_found_in_a_recent_release_of_an_agency_that_the_article_names(load):
    load(release(), article_with_short_quote())
    quotation = Quotation.objects.get()
    passage = quotation.article_span.extract(quotation.article.text)
    assert passage == "seized three unregistered boats"
    assert quotation.release.key == "harbor-1"


def test_a_short_quote_is_found_although_the_article_is_loaded_before_the_release(load):
    load(article_with_short_quote())
    assert not Quotation.objects.exists()
    load(release())
    assert Quotation.objects.get().release.key == "harbor-1"


@pytest.mark.parametrize("fields", [{"released": "2017-05-01"}, {"agency": "Bureau of Tides"}])
def test_a_short_quote_is_not_found_in_an_old_release_or_one_of_another_agency(load, fields):
    load(release(**fields), article_with_short_quote())
    assert not Quotation.objects.exists()
