"""What speaks for a passage being a quotation, and how much of it is needed."""

import pytest

from articles.core.dates import PartialDate
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.texts import ArticleText
from articles.quoting.text.shared_fingerprints import find_common_fingerprints
from tests.quoting.text.test_shared_fingerprints import share_with
from tests.support.harbor import MOORED, SEIZED, find_in, find_only, release

FORMULA = "He faces up to two years in the county jail."
QUOTE = "“was caught on the eastern mole with a lantern and a map”"


def test_a_formula_is_nobodys_quotation_though_the_date_is_near():
    text = f"A smuggler was caught.\n\n{FORMULA.replace('He', 'Olund')}"
    assert find_in(FORMULA, release(text=text, released="2017-07-14")) == []


def test_a_formula_of_many_releases_is_none_though_only_one_of_them_is_read():

    text = f"It rained.\n\nThe Harbor Office says so. {SEIZED}"
    published = ArticleText(text, PartialDate("2017-07-13"))
    others = [f"{number} times: {SEIZED} {number} boats." for number in range(9)]
    common = find_common_fingerprints(share_with(text, others))
    assert find_quotations(published, [release()])
    assert find_quotations(published, [release()], common_fingerprints=common) == []


@pytest.mark.parametrize("name", ["Director Ann Poe", "Ann Poe"])
def test_an_official_of_the_agency_speaks_for_it(name):
    source = release(
        text=f"A smuggler {QUOTE[1:-1]}, said Director Ann Poe.", released="2015-05-05"
    )
    assert find_in(f"Somebody says he {QUOTE}.", source) == []
    quotation = find_only(f"As {name} has it, he {QUOTE}.", source)
    assert (quotation.evidence.agency, quotation.evidence.is_agency_nearby) == ("Poe", True)


def test_a_senator_is_named_by_last_name():
    source = release(
        text=f"A smuggler {QUOTE[1:-1]}.",
        released="2015-05-05",
        agencies=("Office of Senator Poe",),
    )
    assert find_only(f"Poe complains that he {QUOTE}.", source).evidence.agency == "Poe"


def test_another_passage_of_the_release_speaks_for_it():
    text = f"{SEIZED}\n\nThe lanterns of the crew burned with whale oil from Nantucket."
    passage = "All lanterns of the crew burned with whale oil from Nantucket"
    assert find_in(f"{passage}.", release(text=text), published="2019-07-20") == []
    near = f"The Harbor Office says: “{SEIZED}”\n\n{passage}."
    first, second = find_in(near, release(text=text), published="2017-07-20")
    assert first.evidence.is_quoted_elsewhere
    assert second.evidence.is_quoted_elsewhere


def test_capitals_are_no_names():
    assert find_only(MOORED.upper()).grade == "typographic"


def test_the_evidence_says_how_many_words_follow_each_other():
    evidence = find_only(f"> {MOORED}").evidence
    assert evidence.run_words == len(MOORED.split())
    assert (evidence.agency, evidence.is_agency_nearby) == ("", False)
    assert not evidence.is_quoted_elsewhere
