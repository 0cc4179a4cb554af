import numpy as np
import pytest
from django.db import transaction

from articles.linking.index import segments
from articles.linking.index.entries import Sorter, entries, fingerprints, numbers, unpaired
from articles.linking.index.join import sharing
from articles.linking.index.segments import near
from articles.models import Block, Segment

pytestmark = pytest.mark.django_db


def array(values):
    return np.array(sorted(values), np.uint64)


def made(*found):
    """Sorted entries of (fingerprint, number)."""
    return array([int(entries(array([print_]), number)[0]) for print_, number in found])


def write(found):
    """Add entries of releases to the index."""
    with Sorter() as sorter:
        sorter.add(found)
        segments.write("release", sorter)


def test_what_was_written_is_found_by_its_fingerprint():
    write(made((5, 1), (5, 2), (9, 1)))
    (found,) = near("release", array([5]))
    assert set(zip(fingerprints(found).tolist(), numbers(found).tolist(), strict=True)) >= {
        (5, 1),
        (5, 2),
    }
    assert not list(near("article", array([5])))


def test_small_segments_are_merged_and_large_ones_are_left():
    write(made(*((print_, 1) for print_ in range(4000))))
    for number, sizes in enumerate(([1], [1, 1], [1, 1, 1], [4], [4, 1]), 2):
        write(made((number, number)))
        assert list(Segment.objects.values_list("entries", flat=True)) == [4000, *sizes]
    assert sum(len(bytes(block.entries)) // 8 for block in Block.objects.all()) == 4005


@pytest.mark.parametrize("block", [1, 20, 10**9])
def test_all_ways_of_looking_up_find_the_same(monkeypatch, block):
    """Segments that are probed, beside others read whole, and segments read in order."""
    random = np.random.default_rng(7)
    monkeypatch.setattr(segments, "BLOCK", block)
    every = [
        [(int(print_), number) for print_ in random.integers(0, 3000, size)]
        for number, size in enumerate([4000, *[200] * 11, *[3] * 4], 1)
    ]
    for some in every:
        write(made(*some))
    held = {one for some in every for one in some}
    wanted = array({3, 77, 512, 2999, 4000})
    found = [
        (print_, number)
        for chunk in near("release", wanted)
        for print_, number in zip(
            fingerprints(chunk).tolist(), numbers(chunk).tolist(), strict=True
        )
    ]
    assert {one for one in found if one[0] in wanted} == {one for one in held if one[0] in wanted}


def test_texts_that_share_a_fingerprint_are_paired_once_for_each():
    write(made((1, 10), (2, 10), (2, 11), (3, 12)))
    found = [unpaired(some) for some in sharing([made((1, 20), (2, 20), (4, 20))], "release")]
    rows = [row for parts in found for row in zip(*(one.tolist() for one in parts), strict=True)]
    assert sorted(rows) == [(20, 10, 1), (20, 10, 2), (20, 11, 2)]


def test_a_fingerprint_that_too_many_texts_have_leads_to_none():
    write(made(*((1, number) for number in range(1, 5)), (2, 1)))
    found = [some.tolist() for some in sharing([made((1, 20), (2, 20))], "release", 3)]
    assert [len(some) for some in found] == [1]


def test_of_nothing_no_segment_is_written():
    write(made())
    assert not Segment.objects.exists()


def test_nothing_is_left_of_a_segment_whose_load_is_undone():
    with transaction.atomic():
        write(made((5, 1)))
        transaction.set_rollback(True)
    assert not Segment.objects.exists()
    assert not list(near("release", array([5])))
