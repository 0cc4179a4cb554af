import numpy as np
import pytest
from django.db import transaction

from articles.linking.index import segments
from articles.linking.index.entries import (
    fingerprints_of,
    make_entries,
    split_pairs,
    text_numbers_of,
)
from articles.linking.index.external_sort import ExternalSorter
from articles.linking.index.join import find_pairs
from articles.linking.index.segments import read_entries, write_segment
from articles.models import Block, Segment

pytestmark = pytest.mark.django_db


def array(values):
    return np.array(sorted(values), np.uint64)


def sorted_entries(*rows):
    """Entries of (fingerprint, text number)."""
    return array(int(make_entries(array([fingerprint]), number)[0]) for fingerprint, number in rows)


def unpack(entries):
    columns = fingerprints_of(entries).tolist(), text_numbers_of(entries).tolist()
    return list(zip(*columns, strict=True))


def write(entries):
    """Add entries of releases to the index."""
    with ExternalSorter() as sorter:
        sorter.add(entries)
        write_segment("release", sorter)


def test_entries_that_were_written_are_found_by_their_fingerprint():
    write(sorted_entries((5, 1), (5, 2), (9, 1)))
    (entries,) = read_entries("release", array([5]))
    assert set(unpack(entries)) >= {(5, 1), (5, 2)}
    assert not list(read_entries("article", array([5])))


def test_small_segments_are_merged_and_large_ones_are_not():
    write(sorted_entries(*((fingerprint, 1) for fingerprint in range(4000))))
    for number, sizes in enumerate(([1], [1, 1], [1, 1, 1], [4], [4, 1]), 2):
        write(sorted_entries((number, number)))
        assert list(Segment.objects.values_list("entries", flat=True)) == [4000, *sizes]
    assert sum(len(bytes(block.entries)) // 8 for block in Block.objects.all()) == 4005


@pytest.mark.parametrize("block_entries", [1, 20, 10**9])
def test_all_ways_of_looking_up_find_the_same(monkeypatch, block_entries):
    """Segments that are probed, beside others read completely, and segments read in order."""
    random = np.random.default_rng(7)
    monkeypatch.setattr(segments, "BLOCK_ENTRIES", block_entries)
    stored = set()
    for number, size in enumerate([4000, *[200] * 11, *[3] * 4], 1):
        rows = [(int(fingerprint), number) for fingerprint in random.integers(0, 3000, size)]
        write(sorted_entries(*rows))
        stored.update(rows)
    fingerprints = array({3, 77, 512, 2999, 4000})
    entries = {row for chunk in read_entries("release", fingerprints) for row in unpack(chunk)}
    assert {row for row in entries if row[0] in fingerprints} == {
        row for row in stored if row[0] in fingerprints
    }


def test_texts_are_paired_once_for_each_common_fingerprint():
    write(sorted_entries((1, 10), (2, 10), (2, 11), (3, 12)))
    chunks = find_pairs([sorted_entries((1, 20), (2, 20), (4, 20))], "release")
    columns = [[column.tolist() for column in split_pairs(chunk)] for chunk in chunks]
    rows = [row for parts in columns for row in zip(*parts, strict=True)]
    assert sorted(rows) == [(20, 10, 1), (20, 10, 2), (20, 11, 2)]


def test_a_fingerprint_that_too_many_texts_have_pairs_none():
    write(sorted_entries(*((1, number) for number in range(1, 5)), (2, 1)))
    chunks = list(find_pairs([sorted_entries((1, 20), (2, 20))], "release", 3))
    assert [len(chunk) for chunk in chunks] == [1]


def test_no_segment_is_written_without_entries():
    write(sorted_entries())
    assert not Segment.objects.exists()


def test_nothing_remains_of_a_segment_whose_load_is_rolled_back():
    with transaction.atomic():
        write(sorted_entries((5, 1)))
        transaction.set_rollback(True)
    assert not Segment.objects.exists()
    assert not list(read_entries("release", array([5])))
