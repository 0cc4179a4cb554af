"""A page of a list sorted by date is where a plain count of the list says."""

from hypothesis import given
from hypothesis import strategies as st

from articles.catalog.index.schema import FACET_SEPARATOR
from articles.catalog.results.date_windows import find_window

YEARS = [f"20{number:02}" for number in range(3)]
DATES = st.sampled_from(
    [
        *(FACET_SEPARATOR.join((year, "", "article")) for year in YEARS),
        *(
            FACET_SEPARATOR.join((year, f"{year}-0{month}", kind))
            for year in YEARS
            for month in range(1, 4)
            for kind in ("article", "release")
        ),
        FACET_SEPARATOR.join(("", "", "article")),
    ]
)


def sort_month(dates):
    """Return the month that a record is sorted by: January if only the year is known."""
    year, month, _ = dates.split(FACET_SEPARATOR)
    return month or (f"{year}-01" if year else "")


def sorted_months(counts, sort):
    """Return the month of each record in a list, undated records last."""
    months = [sort_month(dates) for dates, count in counts.items() for _ in range(count)]
    dated = sorted((month for month in months if month), reverse=sort == "newest")
    return dated + [month for month in months if not month]


@given(
    st.dictionaries(DATES, st.integers(1, 30), min_size=1),
    st.sampled_from(["newest", "oldest"]),
    st.integers(0, 200),
)
def test_the_records_of_a_window_from_its_offset_on_are_those_of_the_whole_list(
    counts, sort, offset
):
    months = sorted_months(counts, sort)
    window = find_window(counts, sort, offset, 20)
    if offset >= len(months):
        return
    assert len(set(window.dates)) == len(window.dates)
    window_months = sorted_months({dates: counts[dates] for dates in window.dates}, sort)
    assert window_months[window.offset : window.offset + 20] == months[offset : offset + 20]
    assert window.offset <= offset
