"""Whatever changes by itself in the fingerprints' index is found, and the text is named."""

from itertools import batched

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Block, EarlierVersion, PressRelease, Segment
from articles.verification import Tally
from articles.verification.fingerprint_index import of_postings, unpaired
from tests.conftest import quietly
from tests.support.records import article, release


@pytest.fixture(autouse=True)
def _archive(request):
    """One that was loaded, and of which two texts have changed."""
    if "load" in request.fixturenames:
        load = request.getfixturevalue("load")
        load(release(), release(key="harbor-2", text="Ropes and lanterns."), article())
        load(release(text=release()["text"] + " No more was said."))
        load(article(text=article()["text"] + " Nobody at all."))


def told():
    return [str(one) for one in of_postings(Tally(quietly))]


def flipped(block, place):
    data = bytearray(block.entries)
    data[place] ^= 1
    Block.objects.filter(pk=block.pk).update(entries=bytes(data))


def test_an_index_that_is_as_it_was_has_no_difference(load):
    assert Segment.objects.count() >= 3
    assert EarlierVersion.objects.exclude(text_number=None).exists()
    assert told() == []


def live(kind):
    """The blocks of a kind, and the places in them of entries of texts that are current."""
    texts = (Article, PressRelease, EarlierVersion)
    current = {
        text_number
        for one in texts
        for text_number in one.objects.values_list("text_number", flat=True)
    }
    for block in Block.objects.filter(segment__kind=kind):
        numbers = np.frombuffer(block.entries, "<u8") & np.uint64(2**26 - 1)
        yield from (
            (block, nth) for nth, number in enumerate(numbers.tolist()) if number in current
        )


@pytest.mark.parametrize("kind", Segment.Kind.values)
def test_a_flipped_bit_in_any_byte_of_an_entry_is_found(load, kind):
    block, nth = next(live(kind))
    for place in range(nth * 8, nth * 8 + 8):
        flipped(block, place)
        assert told(), place
        Block.objects.filter(pk=block.pk).update(entries=block.entries)
    assert told() == []


def test_the_text_whose_fingerprints_differ_is_named(load):
    Article.objects.update(text="Quite another text than the one that was loaded, by far.")
    assert (
        "article lantern-1: fingerprints: expected those of its text in the index, found others"
        in told()
    )


@pytest.mark.parametrize("changed", [{"first": 7}, {"entries": b""}, {"entries": b"\0" * 12}])
def test_a_block_that_is_not_as_it_says_is_found(load, changed):
    Block.objects.filter(segment__kind="release").update(**changed)
    assert any(one.startswith(("block ", "segment ")) for one in told())


def test_a_segment_with_another_number_of_entries_is_found(load):
    one = Segment.objects.filter(kind="likeness").first()
    Segment.objects.filter(pk=one.pk).update(entries=one.entries + 1)
    assert told() == [f"segment {one.pk}: entries: expected {one.entries + 1}, found {one.entries}"]


def test_a_block_that_is_gone_is_missed(load):
    Block.objects.filter(segment__kind="article").delete()
    assert any(one.startswith("article lantern-1: fingerprints") for one in told())


def test_a_text_without_a_number_is_found(load):
    Article.objects.update(text_number=None)
    assert "article lantern-1: text_number: expected a number, found none" in told()


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_integers_that_come_an_odd_number_of_times_are_found_in_chunks_of_any_size(given, size):
    chunks = [np.array(some, np.uint64) for some in batched(sorted(given), size, strict=False)]
    found = [one for chunk in unpaired(chunks) for one in chunk.tolist()]
    assert found == [one for one in range(10) if given.count(one) % 2]
