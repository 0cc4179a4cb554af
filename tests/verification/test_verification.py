"""Whatever is damaged in the tables is found and named."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import PressRelease, Quotation
from articles.verification import Tally, verify_archive
from tests.verification import damaged_archive
from tests.verification.damaged_archive import differences, messages, sql

pytestmark = pytest.mark.django_db

archive, _data_folder = damaged_archive.archive, damaged_archive.data_folder


def test_an_undamaged_archive_has_no_difference():
    assert differences() == []


def test_an_empty_archive_has_no_difference(emptied):
    emptied()
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == "checked nothing: the archive is empty\nno differences\n"


def test_the_command_reports_how_much_it_checked():
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == (
        "checked 3 releases, 3 articles, 2 versions, "
        "1 quotations attributed to a release that isn't in this archive, "
        "3 quotations traced to a release, 4 duplicates, 6 indexed texts, 5 documents\n"
        "no differences\n"
    )


def test_the_command_fails_and_names_each_difference():
    sql("UPDATE articles_article SET title = 'Three goats' WHERE key = 'lantern-1'")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="2 differences") as failure:
        call_command("verify", stdout=out, stderr=err)
    assert failure.value.returncode == 1
    first, second = err.getvalue().splitlines()
    assert first.startswith("article lantern-1: digest: expected '")
    assert second.startswith("catalog article lantern-1: document: expected ")


def test_long_runs_report_their_progress(monkeypatch):
    monkeypatch.setattr("articles.verification.differences.PROGRESS_INTERVAL", 2)
    lines = []
    list(verify_archive(Tally(lines.append)))
    assert lines[:2] == ["checked 2 releases", "checked 2 articles"]


TEXTS = {
    "a letter of an article": ("article", "text = replace(text, 'raid', 'rain')"),
    "a letter of a release": ("pressrelease", "text = replace(text, 'eleven', 'elever')"),
    "a title": ("article", "title = 'Three boats and a long wart'"),
    "a space in a title": ("article", "title = replace(title, ' ', E'\\t')"),
    "a space after a text": ("article", "text = text || ' '"),
    "an address": ("pressrelease", "url = 'https://harbor.example/'"),
    "a date": ("article", "published = '2017-07-28T10:02'"),
    "an impossible date": ("pressrelease", "released = '2017-02-31'"),
    "an impossible year": ("pressrelease", "released = '0000-02-01'"),
    "a number": ("pressrelease", "number = '17'"),
    "a key": ("article", "key = 'lantern-9'"),
    "a sample's mark": ("article", "fiction = true"),
    "a withdrawal": ("pressrelease", "withdrawn = 'Why not.'"),
    "what an article names": ("article", """quotes = '[{"release": "harbor-2"}]'"""),
    "no digest": ("article", "digest = NULL"),
    "no outlet": ("article", "outlet_id = NULL"),
    "no city": ("pressrelease", "city_id = NULL"),
    "where it was read": ("article", "source = replace(source, 'records', 'recards')"),
    "how it was read": ("pressrelease", "reader = 'json'"),
    "when it was captured": ("article", "captured = '2017-07-28T10:01:00Z'"),
    "what was captured": ("pressrelease", "payload_digest = 'sha1:ABC'"),
    "being known by quotation": ("pressrelease", "known_by_quotation = true"),
}


@pytest.mark.parametrize(("table", "change"), TEXTS.values(), ids=TEXTS)
def test_a_change_to_a_record_is_found(table, change):
    key = "lantern-1" if table == "article" else "harbor-1"
    sql(f"UPDATE articles_{table} SET {change} WHERE key = '{key}'")
    kind = "article" if table == "article" else "release"
    assert {(difference.kind, difference.key) for difference in differences()} & {
        (kind, key),
        (kind, "lantern-9"),
    }


@pytest.mark.parametrize(
    "change",
    ["findings = '[]'", "sources = '[\"other.jsonl\"]'", "counts = counts || '{\"read\": 9}'"],
)
def test_a_change_to_the_report_of_an_edition_is_found(change):
    sql(f"UPDATE articles_edition SET {change} WHERE number = 1")
    assert ("edition", "1") in {(difference.kind, difference.key) for difference in differences()}


@pytest.mark.parametrize(
    "change", ["text = replace(text, 'office', 'offices')", "title = 'Roper'", "released = '2017'"]
)
def test_a_change_to_a_release_known_only_by_quotation_is_found(change):
    sql(f"UPDATE articles_pressrelease SET {change} WHERE known_by_quotation")
    key = PressRelease.objects.get(known_by_quotation=True).key
    assert ("release", key) in {(difference.kind, difference.key) for difference in differences()}


def test_an_unreadable_record_is_named_and_the_others_are_still_checked():
    sql("UPDATE articles_pressrelease SET released = '2017-02-31' WHERE key = 'harbor-1'")
    sql("UPDATE articles_pressrelease SET number = '9' WHERE key = 'harbor-2'")
    lines = messages()
    for beginning in (
        "release harbor-1: record: expected one, found",
        "release harbor-2: digest: expected",
        "quotation in row ",
        "catalog: documents: expected records to compare",
    ):
        assert any(line.startswith(beginning) for line in lines)


def test_authors_in_another_order_are_found():
    sql(
        """UPDATE articles_byline SET position = position + 10 WHERE position = 1
           AND article_id = (SELECT id FROM articles_article WHERE key = 'lantern-1')"""
    )
    assert {
        (difference.kind, difference.key, difference.field) for difference in differences()
    } == {
        ("article", "lantern-1", "digest"),
        ("article", "lantern-1", "authors"),
        ("catalog", "article lantern-1", "document"),
    }


@pytest.mark.parametrize(
    "change",
    [
        "agency SET name = 'Harbour Office' WHERE key = 'Harbor Office'",
        "agency SET aliases = '{}' WHERE key = 'Harbor Office'",
        "author SET name = 'Mara Oland' WHERE key = 'Mara Olund'",
        "city SET state = 'WI'",
        "edition SET digest = repeat('0', 64) WHERE number = 4",
    ],
)
def test_a_change_to_a_name_or_an_edition_is_found(change):
    sql(f"UPDATE articles_{change}")
    assert ("edition", "4", "digest") in {
        (difference.kind, difference.key, difference.field) for difference in differences()
    }


@pytest.mark.parametrize(
    "change",
    [
        "agency_id = (SELECT id FROM articles_agency WHERE key = 'Harbor Office')",
        "city_id = (SELECT id FROM articles_city)",
    ],
)
def test_another_agency_or_city_of_a_release_known_only_by_quotation_is_found(change):
    sql(f"UPDATE articles_pressrelease SET {change} WHERE known_by_quotation")
    assert ("release", "agency, city") in {
        (difference.kind, difference.field) for difference in differences()
    }


@pytest.mark.parametrize(
    ("table", "change", "field"),
    [
        ("article", "edition_id = 2", "texts"),
        ("pressrelease", "edition_id = 1", "edition"),
        ("earlierversion", "landed_in_id = 2", "landed_in"),
        ("earlierversion", "replaced_in_id = 1", "landed_in"),
        ("earlierversion", "number = 2", "number"),
    ],
)
def test_another_edition_or_number_is_found(table, change, field):
    key = "lantern-1" if table == "article" else "harbor-1"
    sql(f"UPDATE articles_{table} SET {change} WHERE key = '{key}'")
    assert field in {difference.field for difference in differences()}


@pytest.mark.parametrize(("table", "field"), [("byline", "authors"), ("component", "components")])
def test_an_impossible_position_of_a_name_is_found(table, field):
    highest = f"SELECT max(position) FROM articles_{table}"
    sql(f"UPDATE articles_{table} SET position = position + 1 WHERE position = ({highest})")
    assert field in {difference.field for difference in differences()}


VERSIONS = {
    "a letter": ("line = replace(line, 'boats', 'goats')", "digest"),
    "a space": ("line = replace(line, '\",\"', '\", \"')", "line"),
    "no record": ("line = '{'", "line"),
    "another key": ("key = 'harbor-9'", "key"),
    "a digest": (f"digest = '{'0' * 64}'", "digest"),
}


@pytest.mark.parametrize(("change", "field"), VERSIONS.values(), ids=VERSIONS)
def test_a_change_to_an_earlier_version_is_found(change, field):
    sql(f"UPDATE articles_earlierversion SET {change} WHERE key = 'harbor-1'")
    found = differences()
    assert {difference.kind for difference in found} == {"version"}
    assert field in {difference.field for difference in found}


QUOTATIONS = {
    f"{column} {step:+}": f"{column} = {column} {step:+}"
    for column in ("article_start", "article_end", "release_start", "release_end")
    for step in (-1, 1)
} | {
    "far beyond the article": "article_end = 100000",
    "far beyond the release": "release_end = 100000",
    "a grade": "grade = 'typographic'",
    "a presentation": "presentation = 'inline'",
    "a number": "number = 7",
    "another release": "release_id = (SELECT id FROM articles_pressrelease WHERE title = 'Ropes')",
}


@pytest.mark.parametrize("change", QUOTATIONS.values(), ids=QUOTATIONS)
def test_a_change_to_a_quotation_is_found(change):
    quotation = Quotation.objects.filter(article__key="lantern-2").order_by("number").last()
    sql(f"UPDATE articles_quotation SET {change} WHERE id = %s", quotation.pk)
    found = [difference for difference in differences() if difference.kind == "quotation"]
    assert found
    assert all(difference.key.endswith("of lantern-2") for difference in found)


def test_an_address_that_is_not_made_of_the_passage_is_found():
    quotation = Quotation.objects.filter(article__key="lantern-2").order_by("number").last()
    slug = quotation.slug
    sql("UPDATE articles_quotation SET slug = '0123456789' WHERE id = %s", quotation.pk)
    assert f"quotation 2 of lantern-2: slug: expected '{slug}', found '0123456789'" in messages()


FORMER_ADDRESSES = {
    "of other words": ("'0123456789'", "NULL", "passage"),
    "of a quotation": ("slug", "NULL", "quotation"),
    "that ended before it began": ("slug || '-9'", "3", "first_edition"),
}


@pytest.mark.parametrize(
    ("slug", "first_edition", "field"), FORMER_ADDRESSES.values(), ids=FORMER_ADDRESSES
)
def test_an_impossible_former_address_is_found(slug, first_edition, field):
    sql(
        f"""INSERT INTO articles_formeraddress
            (article_id, slug, passage, article_start, first_edition, ended_in_id)
            SELECT article_id, {slug}, substr(text, article_start + 1, article_end - article_start),
                article_start, {first_edition}, 3
            FROM articles_quotation quotation JOIN articles_article article
            ON article.id = article_id WHERE article.key = 'lantern-1' AND number = 1"""
    )
    (difference,) = differences()
    assert (difference.kind, difference.field) == ("former address", field)


def test_a_release_dated_after_the_article_that_quotes_it_is_found():
    sql("UPDATE articles_pressrelease SET released = '2018' WHERE key = 'harbor-1'")
    assert any(
        "released: expected none after 2017-07-28T10:01, found 2018" in line for line in messages()
    )


def test_passages_out_of_order_are_found():
    lantern = "article_id = (SELECT id FROM articles_article WHERE key = 'lantern-2')"
    sql(f"UPDATE articles_quotation SET number = 13 - number WHERE {lantern}")
    sql(f"UPDATE articles_quotation SET number = number - 10 WHERE {lantern}")
    found = {
        (difference.key, difference.field)
        for difference in differences()
        if difference.kind == "quotation"
    }
    assert found == {
        ("2 of lantern-2", "article_start"),
        ("1 of lantern-2", "slug"),
        ("2 of lantern-2", "slug"),
    }


@pytest.mark.parametrize("table", ["quotation", "article", "pressrelease"])
def test_missing_rows_show_in_the_counts(table):
    sql("DELETE FROM articles_holding")
    sql("DELETE FROM articles_quotation")
    if table != "quotation":
        sql("DELETE FROM articles_byline")
        sql("DELETE FROM articles_component")
        sql(f"DELETE FROM articles_{table}")
    names = {"quotation": "quotations", "article": "articles", "pressrelease": "releases"}
    assert ("edition", names[table], "0") in {
        (difference.kind, difference.field, difference.actual) for difference in differences()
    }
