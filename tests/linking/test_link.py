"""Quotations: which passages are found, in what, and where exactly."""

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
from articles.pages.quoted_sources import texts_of
from tests.support.records import article, release

PASSAGE = (
    "Officers of the harbor office seized three unregistered boats on Tuesday after an "
    "inspection that lasted eleven days."
)


def test_a_passage_is_found_with_its_place_in_both_texts(load):
    load(release(), article())
    found = Quotation.objects.get()
    assert found.article_span.extract(found.article.text) == PASSAGE
    assert found.release_span.extract(found.release.text) == PASSAGE
    assert (found.grade, found.presentation, found.number) == ("verbatim", "block", 1)


def test_it_makes_no_difference_which_of_the_two_is_loaded_first(load):
    load(article())
    assert not Quotation.objects.exists()
    load(release())
    assert Quotation.objects.get().release.key == "harbor-1"


def test_seven_equal_words_are_no_quotation(load):
    load(release(), article(text="Officers of the harbor office seized three boats, again."))
    assert not Quotation.objects.exists()


def test_eight_equal_words_between_quotation_marks_are_one(load):
    passage = "the harbor office seized three unregistered boats on Tuesday"
    text = f"They say that “{passage}”, no more."
    load(release(), article(text=text))
    assert Quotation.objects.get().article_span.extract(text) == passage


def test_case_quote_marks_dashes_and_space_make_it_typographic(load):
    text = PASSAGE.replace("harbor office", "Harbor-Office").replace(" boats ", '\n"boats" ')
    load(release(), article(text=f"As they put it: {text}"))
    found = Quotation.objects.get()
    assert (found.grade, found.presentation) == ("typographic", "unmarked")


def test_a_passage_between_quotation_marks_is_an_inline_quote(load):
    load(release(), article(text=f"The office says: “{PASSAGE}” Fine."))
    assert Quotation.objects.get().presentation == "inline"


def test_a_release_dated_after_the_article_is_never_its_source(load):
    load(release(released="2017-07-29"), article())
    assert not Quotation.objects.exists()


def test_a_release_of_the_same_month_may_be_the_source_where_its_day_is_not_known(load):
    load(release(released="2017-07"), article())
    assert Quotation.objects.get().release.key == "harbor-1"


def test_of_two_releases_with_the_passage_the_later_one_is_the_source(load):
    load(release(), release(key="harbor-2", released="2017-07-20"), article())
    assert Quotation.objects.get().release.key == "harbor-2"


def test_a_quotation_holds_in_the_version_of_the_release_that_has_it(load):
    load(release(), article())
    assert Quotation.objects.get().version is None
    load(release(text="The office withdraws what it said about the boats."))
    found = Quotation.objects.get()
    assert (found.release.key, found.version) == ("harbor-1", 1)
    load(release())
    assert Quotation.objects.get().version is None


def test_an_article_that_comes_later_is_linked_to_the_earlier_version_that_it_quotes(load):
    load(release())
    load(release(text="The office withdraws what it said about the boats."))
    load(article())
    assert Quotation.objects.get().version == 1


def test_what_is_found_does_not_depend_on_the_order_in_which_records_came(load, emptied, samples):
    def found():
        quotations = Quotation.objects.order_by("article__key", "number")
        fields = ("article__key", "number", "release__key", "article_start", "article_end")
        more = ("release_start", "release_end", "grade", "presentation", "parts", "changes")
        pairs = Duplicate.objects.values_list("kind", "key", "other", "likeness")
        return list(quotations.values_list(*fields, *more, "shared")), sorted(pairs)

    at_once = found()
    named = [json.loads(schema.to_line(one)) for one in from_models.iter_authorities()]
    texts = [json.loads(schema.to_line(one)) for one in from_models.iter_records()][len(named) :]
    emptied()
    Random(4).shuffle(texts)
    load(*named)
    for some in batched(texts, len(texts) // 6, strict=False):
        load(*some)
    assert found() == at_once


def test_a_version_that_comes_without_its_release_is_quoted_only_once_that_is_there(load):
    load({"kind": "version", "number": 1, "record": release()}, article())
    assert not Quotation.objects.exists()
    load(release(text="The office withdraws what it said about the boats."))
    assert Quotation.objects.get().version == 1


@pytest.mark.parametrize("spread", [False, True])
def test_linking_all_anew_finds_what_the_loads_found(load, samples, client, monkeypatch, spread):
    """In this process and in others."""
    monkeypatch.setattr(workers, "MAX_SECONDS_ALONE", 0 if spread else 10**6)
    before = sorted(Quotation.objects.values_list("article__key", "number", "release__key"))
    assert before
    call_command("link", "--all", stdout=StringIO())
    after = sorted(Quotation.objects.values_list("article__key", "number", "release__key"))
    assert after == before
    assert Edition.objects.current().number == 2
    assert client.get("/search/").status_code == 200


def test_texts_that_no_load_has_looked_at_are_linked(load):
    load(release(), article())
    Quotation.objects.all().delete()
    Article.objects.update(text_number=None)
    said = StringIO()
    call_command("link", stdout=said)
    assert Quotation.objects.get().release.key == "harbor-1"
    assert "Edition 2, digest " in said.getvalue()
    call_command("link", stdout=said)
    assert "Nothing to link." in said.getvalue()


def test_every_quotation_of_the_samples_lies_inside_both_texts(samples):
    found = Quotation.objects.select_related("article", "release").exclude(release=None)
    assert found.count() > 80
    texts = texts_of(found)
    for quotation in found:
        here = quotation.article_span.extract(quotation.article.text)
        there = quotation.release_span.extract(texts[quotation.release.key, quotation.version])
        assert len(here) == len(quotation.article_span)
        if quotation.grade == "verbatim":
            assert collapse_spaces(here.replace("\n> ", "\n")) == collapse_spaces(there)


def short(**fields):
    text = "The Harbor Office says it “seized three unregistered boats” and no more."
    return article(text=text, published="2017-07-28") | fields


def test_a_short_quote_is_found_where_the_article_names_the_agency_of_a_release_just_out(load):
    load(release(), short())
    found = Quotation.objects.get()
    assert found.article_span.extract(found.article.text) == "seized three unregistered boats"
    assert found.release.key == "harbor-1"


def test_a_short_quote_is_found_whichever_of_the_two_comes_first(load):
    load(short())
    assert not Quotation.objects.exists()
    load(release())
    assert Quotation.objects.get().release.key == "harbor-1"


@pytest.mark.parametrize("fields", [{"released": "2017-05-01"}, {"agency": "Bureau of Tides"}])
def test_a_short_quote_is_nobodys_where_date_or_agency_speak_against_it(load, fields):
    load(release(**fields), short())
    assert not Quotation.objects.exists()
