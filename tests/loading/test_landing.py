"""Loading: all or nothing, nothing twice, nothing lost."""

import pytest

from articles.core.text import sha256_hex
from articles.editions.report import RejectedError
from articles.models import Agency, Article, City, EarlierVersion, Edition, PressRelease
from tests.support.records import article, release


def test_a_load_is_one_edition_with_everything_in_it(load):
    report = load(release(), article())
    assert (report.new_records, report.records) == (2, 2)
    assert Edition.objects.current().number == 1
    assert Article.objects.get().edition_id == PressRelease.objects.get().edition_id == 1


def test_the_same_files_again_change_nothing_and_say_so(load):
    first = load(release(), article()).edition
    again = load(release(), article())
    assert again.edition is None
    assert again.unchanged_records == 2
    assert Edition.objects.get() == first


def test_a_rejected_record_keeps_all_others_out(load):
    with pytest.raises(RejectedError) as rejection:
        load(release(), article(published="2017-02-30"))
    (problem,) = rejection.value.report.rejections
    assert str(problem).endswith(
        "records.jsonl:2: published: '2017-02-30' day is out of range for month"
    )
    assert not PressRelease.objects.exists()
    assert not Edition.objects.exists()


def test_the_good_records_are_stored_if_the_request_accepts_them(load):
    report = load(release(), article(title=""), accept_good=True)
    assert report.new_records == 1
    assert [problem.field for problem in report.rejections] == ["title"]
    assert "title" in Edition.objects.get().findings[0]


def test_two_records_with_the_same_key_and_different_content_are_both_rejected(load):
    with pytest.raises(RejectedError) as rejection:
        load(release(), release(text="Another text altogether."))
    reasons = [str(problem) for problem in rejection.value.report.rejections]
    assert len(reasons) == 2
    assert "records.jsonl:2 with different content" in reasons[0]


def test_a_record_that_comes_twice_is_stored_once(load):
    report = load(release(), release())
    assert (report.new_records, report.unchanged_records) == (1, 1)


def test_a_changed_text_keeps_the_earlier_one(load):
    load(release())
    report = load(release(text="The office corrects: it seized two boats."))
    assert report.changed_records == 1
    assert PressRelease.objects.get().text == "The office corrects: it seized two boats."
    earlier = EarlierVersion.objects.get()
    assert (earlier.key, earlier.replaced_in_id) == ("harbor-1", 2)
    assert "seized three unregistered boats" in earlier.line


def test_names_that_differ_in_case_or_apostrophes_are_the_same(load):
    load(article(authors=["Paul D'Amato"]), article(key="lantern-2", authors=["Paul D’Amato"]))
    assert len({article_.authors.get() for article_ in Article.objects.all()}) == 1


def test_an_agency_record_names_what_other_records_mention_by_key_or_name(load):
    load(
        release(agency="Harbor Office", components=["HO-D"]),
        {"kind": "agency", "key": "HO", "name": "Harbor Office", "parent": "Port Ministry"},
        {"kind": "agency", "key": "HO-D", "name": "Divers", "parent": "HO"},
    )
    divers = Agency.objects.get(key="HO-D")
    assert [str(agency) for agency in divers.lineage()] == [
        "Divers",
        "Harbor Office",
        "Port Ministry",
    ]
    assert PressRelease.objects.get().agency == divers.parent


def test_a_city_has_the_name_that_the_gazetteer_has_for_it(load):
    spellings = ("Duluth, Minn.", "WASHINGTON", "Saint Paul, MN", "St. Paul, Minnesota", "PORT ELM")
    load(*(release(key=f"harbor-{n}", city=city) for n, city in enumerate(spellings)))
    cities = ["Duluth, MN", "Port Elm", "Saint Paul, MN", "Washington, DC"]
    assert sorted(map(str, City.objects.all())) == cities


def test_a_release_without_a_city_gets_the_one_in_its_dateline(load):
    load(release(city=None), release(key="harbor-2", city=None, text="No dateline here, at all."))
    assert [str(stored.city) for stored in PressRelease.objects.all()] == ["Duluth, MN", "None"]


def test_an_agency_is_found_by_any_form_of_its_name(load):
    load(
        {"kind": "agency", "key": "HO", "name": "Harbor Office", "aliases": ["Dock Police"]},
        *(
            release(key=f"harbor-{n}", agency=name)
            for n, name in enumerate(
                ["HO", "The Harbor Office", "Harbor Office (HO)", "HARBOR OFFICE", "dock police"]
            )
        ),
    )
    assert Agency.objects.get().releases.count() == 5


def test_an_agency_whose_name_states_its_parent_is_a_component_of_it(load):
    load(release(agency="Department of Harbors, Diving Division"))
    part = PressRelease.objects.get().agency
    assert (part.name, part.parent.name) == ("Diving Division", "Department of Harbors")


def test_a_missing_key_is_made_of_agency_or_outlet_date_and_title(load):
    load(release(key=None), release(key=None, number="18-484", text="Other."), article(key=None))
    assert set(PressRelease.objects.values_list("key", flat=True)) == {
        "harbor-office-2017-07-14-harbor-office-seizes-three-boats",
        "harbor-office-18-484",
    }
    assert Article.objects.get().key == "the-lantern-2017-07-28-three-boats-and-a-long-wait"


@pytest.mark.parametrize(
    ("date", "reason"), [("1843-01-02", "is before 1900"), ("2999", "is in the future")]
)
def test_an_impossible_date_is_reported_and_kept(load, date, reason):
    report = load(release(released=date))
    assert reason in str(report.findings[0])
    assert str(PressRelease.objects.get().released) == date


def test_the_digest_of_an_edition_does_not_depend_on_order(load):
    digest_before = load(release(), article()).edition.digest
    PressRelease.objects.all().delete()
    Article.objects.all().delete()
    Edition.objects.all().delete()
    assert load(article(), release()).edition.digest == digest_before


def test_the_database_computes_the_digest_of_each_text(load):
    load(release(text="back\\slash and \\x41 “quotes”"))
    stored = PressRelease.objects.get()
    assert stored.text_digest == sha256_hex(stored.text)


def test_a_new_agency_with_a_similar_name_is_reported_and_not_merged(load):
    load(release(agency="Federal Bureau of Harbor Inspection"))
    name = "Federal Bureau of Harbour Inspection"
    report = load(release(key="harbor-2", agency=name, text="The fourth boat is gone."))
    (finding,) = report.findings
    assert "may be 'Federal Bureau of Harbor Inspection'" in str(finding)
    assert Agency.objects.count() == 2


@pytest.mark.parametrize(
    ("known_fields", "new_fields"),
    [
        ({"authors": ["Mara Olund"]}, {"authors": ["M. Olund"]}),
        ({"outlet": "The Lantern"}, {"outlet": "Lantern.com"}),
    ],
)
def test_a_new_name_similar_to_another_is_reported_once_and_not_merged(
    load, known_fields, new_fields
):
    second = {"key": "lantern-2", "text": "No boat was left."}
    report = load(article(**known_fields), article(**(second | known_fields | new_fields)))
    (finding,) = report.findings
    assert "use `manage.py merge` if they are the same" in str(finding)
    third = article(key="lantern-3", text="There was no harbor then.", **new_fields)
    assert load(article(), third).findings == []


def test_a_misspelled_city_is_reported_and_not_merged(load):
    load(release())
    second = release(key="harbor-2", city="Dulluth, Minn.", text="The fourth boat is gone.")
    (finding,) = load(second).findings
    assert str(finding).startswith("Dulluth, Minn.: city: may be 'Duluth, MN'")
    assert City.objects.count() == 2


def test_an_alias_that_two_agencies_claim_is_reported(load):
    report = load(
        {"kind": "agency", "key": "HO", "name": "Harbor Office", "aliases": ["Dock Police"]},
        {"kind": "agency", "key": "DP", "name": "Divers", "aliases": ["The Dock Police"]},
        release(agency="dock police"),
    )
    (finding,) = report.findings
    assert (finding.location, finding.field, finding.value) == ("DP", "agency", "The Dock Police")
    assert "is a name of 'HO' too" in finding.reason
    assert PressRelease.objects.get().agency.key == "HO"


def test_a_city_in_the_archive_is_not_looked_up_in_the_gazetteer(load, monkeypatch):
    load(release(city="Duluth, Minn."), release(key="harbor-2", city="Port Elm"))
    monkeypatch.setattr("articles.loading.authorities.find_city", pytest.fail)
    load(release(key="harbor-3", city="Duluth, MN"), release(key="harbor-4", city="PORT ELM"))
    assert City.objects.count() == 2
