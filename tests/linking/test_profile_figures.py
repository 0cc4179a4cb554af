"""Profiles match the quotations, whatever is loaded, withdrawn, merged or linked again."""

import random

import pytest

from articles.editions import operations
from articles.linking import profile_figures
from articles.models import Agency, Figure
from tests.conftest import quietly
from tests.support.records import article, release

pytestmark = pytest.mark.slow

PASSAGES = (
    "Officers seized three unregistered boats on Tuesday after a search of eleven days.",
    "Officers seized nine unregistered boats on Tuesday after a search of eleven days.",
    "The divers recovered forty brass lanterns from beneath the northern pier last winter.",
    "The keeper of the eastern light counted ninety gulls upon the roof before the storm.",
)
AGENCIES = ("Harbor Office", "Divers", "Keepers")
STEPS = 14


def make_release(chance):
    return release(
        key=f"release-{chance.randrange(4)}",
        agency=chance.choice(AGENCIES),
        released=f"2017-07-{chance.randrange(1, 29):02}",
        text="\n\n".join(chance.sample(PASSAGES, 2)),
    )


def make_article(chance):
    passages = chance.sample(PASSAGES, chance.randrange(3))
    source = {"agency": chance.choice(AGENCIES), "title": "Of boats", "released": "2017-07-02"}
    return article(
        key=f"article-{chance.randrange(6)}",
        outlet=chance.choice(["Rope", "The Lantern"]),
        authors=chance.sample(["Mara Olund", "Ian Pell"], chance.randrange(3)),
        published=chance.choice(["2017-08", "2017-08-03", "2017-08-09T10:00"]),
        text="\n\n".join(["They say:", *(f"> {passage}" for passage in passages), "That is all."]),
        quotes=[source] if chance.random() < 0.3 else [],
    )


def make_agency(chance):
    component, parent = chance.sample(AGENCIES, 2)
    return {"kind": "agency", "key": component, "name": component, "parent": parent}


def withdraw_article(chance):
    try:
        operations.withdraw(f"article-{chance.randrange(6)}", "A mistake.", quietly)
    except LookupError:
        return


def merge_agencies(_):
    if Agency.objects.filter(key__in=("Keepers", "Divers")).count() == 2:
        operations.merge("agency", "Divers", "Keepers", quietly)


def link_again(_):
    operations.relink(quietly, all_texts=True)


@pytest.mark.parametrize("seed", range(4))
def test_profiles_follow_everything_that_changes_quotations(load, seed):
    chance, max_profiles = random.Random(seed), 0
    record_makers = (make_release, make_article, make_release, make_article, make_agency)
    for _ in range(STEPS):
        if chance.random() < 0.8:
            load(
                *(chance.choice(record_makers)(chance) for _ in range(chance.randint(1, 3))),
                accept_good=True,
            )
        else:
            chance.choice([withdraw_article, merge_agencies, link_again])(chance)
        assert not list(profile_figures.find_differences())
        max_profiles = max(max_profiles, Figure.objects.filter(what="articles").count())
    assert max_profiles > 3
