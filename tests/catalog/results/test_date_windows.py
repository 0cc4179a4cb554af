"""A page of a list by date lies where a plain count of the list says."""

from hypothesis import given
from hypothesis import strategies as st

from articles.catalog.index.schema import BETWEEN_FACETS
from articles.catalog.results.date_windows import window

YEARS = [f"20{number:02}" for number in range(3)]
DATES = st.sampled_from(
    [
        *(BETWEEN_FACETS.join((year, "", "article")) for year in YEARS),
        *(
            BETWEEN_FACETS.join((year, f"{year}-0{month}", kind))
            for year in YEARS
            for month in range(1, 4)
            for kind in ("article", "release")
        ),
        BETWEEN_FACETS.join(("", "", "article")),
    ]
)


def place(dates):
    """What a record is ordered by: its month, or the first of a year known alone."""
    year, month, _ = dates.split(BETWEEN_FACETS)
    return month or (f"{year}-01" if year else "")


@given(
    st.dictionaries(DATES, st.integers(1, 30), min_size=1),
    st.sampled_from(["newest", "oldest"]),
    st.integers(0, 200),
)
def test_the_records_of_a_window_from_its_offset_on_are_those_of_the_whole_list(
    counts, order, offset
):
    whole = [place(dates) for dates, count in counts.items() for _ in range(count)]
    dated = sorted((one for one in whole if one), reverse=order == "newest")
    whole = dated + [one for one in whole if not one]
    found = window(counts, order, offset, 20)
    if offset >= len(whole):
        return
    held = [place(dates) for dates in found.dates for _ in range(counts[dates])]
    dated = sorted((one for one in held if one), reverse=order == "newest")
    held = dated + [one for one in held if not one]
    assert held[found.offset : found.offset + 20] == whole[offset : offset + 20]
    assert found.offset <= offset
