"""Whatever is damaged in the fingerprint index is found, and the text is named."""

from itertools import batched

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Block, EarlierVersion, PressRelease, Segment
from articles.verification import Tally
from articles.verification.fingerprint_index import check_fingerprint_index, find_unpaired
from tests.conftest import quietly
from tests.support.records import article, release


@pytest.fixture(autouse=True)
def _archive(request):
    """An archive in which two texts have changed."""
    if "load" in request.fixturenames:
        load = request.getfixturevalue("load")
        load(release(), release(key="harbor-2", text="Ropes and lanterns."), article())
        load(release(text=release()["text"] + " No more was said."))
        load(article(text=article()["text"] + " Nobody at all."))


def differences():
    return [str(difference) for difference in check_fingerprint_index(Tally(quietly))]


def flip_bit(block, offset):
    data = bytearray(block.entries)
    data[offset] ^= 1
    Block.objects.filter(pk=block.pk).update(entries=bytes(data))


def test_an_undamaged_index_has_no_difference(load):
    assert Segment.objects.count() >= 3
    assert EarlierVersion.objects.exclude(text_number=None).exists()
    assert differences() == []


def current_entries(kind):
    """The blocks of a kind, and the indices in them of entries of current texts."""
    current_numbers = {
        text_number
        for model in (Article, PressRelease, EarlierVersion)
        for text_number in model.objects.values_list("text_number", flat=True)
    }
    for block in Block.objects.filter(segment__kind=kind):
        numbers = np.frombuffer(block.entries, "<u8") & np.uint64(2**26 - 1)
        yield from (
            (block, index)
            for index, number in enumerate(numbers.tolist())
            if number in current_numbers
        )


@pytest.mark.parametrize("kind", Segment.Kind.values)
def test_a_flipped_bit_in_any_byte_of_an_entry_is_found(load, kind):
    block, index = next(current_entries(kind))
    for offset in range(index * 8, index * 8 + 8):
        flip_bit(block, offset)
        assert differences(), offset
        Block.objects.filter(pk=block.pk).update(entries=block.entries)
    assert differences() == []


def test_the_text_whose_fingerprints_differ_is_named(load):
    Article.objects.update(text="Quite another text than the one that was loaded, by far.")
    assert (
        "article lantern-1: fingerprints: expected those of its text in the index, found others"
        in differences()
    )


@pytest.mark.parametrize("fields", [{"first": 7}, {"entries": b""}, {"entries": b"\0" * 12}])
def test_a_block_that_contradicts_itself_is_found(load, fields):
    Block.objects.filter(segment__kind="release").update(**fields)
    assert any(line.startswith(("block ", "segment ")) for line in differences())


def test_a_segment_with_another_number_of_entries_is_found(load):
    segment = Segment.objects.filter(kind="likeness").first()
    count = segment.entries
    Segment.objects.filter(pk=segment.pk).update(entries=count + 1)
    assert differences() == [f"segment {segment.pk}: entries: expected {count + 1}, found {count}"]


def test_a_missing_block_is_found(load):
    Block.objects.filter(segment__kind="article").delete()
    assert any(line.startswith("article lantern-1: fingerprints") for line in differences())


def test_a_text_without_a_number_is_found(load):
    Article.objects.update(text_number=None)
    assert "article lantern-1: text number: expected a number, found none" in differences()


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_integers_that_occur_an_odd_number_of_times_are_found_in_chunks_of_any_size(values, size):
    chunks = [np.array(batch, np.uint64) for batch in batched(sorted(values), size, strict=False)]
    unpaired = [value for chunk in find_unpaired(chunks) for value in chunk.tolist()]
    assert unpaired == [value for value in range(10) if values.count(value) % 2]
