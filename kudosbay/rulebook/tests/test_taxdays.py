"""The monthly filing day: 84 published months, the rule that computes them, and what is said where nothing is known."""

from datetime import date

import pytest

from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.taxdays import TaxDays
from kudosbay.rulebook.workdays import china_calendar

PUBLISHED = {
    2020: (15, 17, 16, 20, 22, 15, 15, 17, 15, 23, 16, 15),
    2021: (20, 23, 15, 20, 21, 18, 15, 16, 15, 26, 15, 15),
    2022: (19, 23, 15, 20, 19, 20, 15, 15, 20, 25, 15, 15),
    2023: (16, 15, 15, 17, 18, 15, 17, 15, 15, 23, 15, 15),
    2024: (15, 23, 15, 18, 22, 19, 15, 15, 18, 24, 15, 16),
    2025: (15, 20, 17, 18, 22, 16, 15, 15, 15, 27, 17, 15),
    2026: (20, 24, 16, 20, 22, 15, 15, 17, 15, 26, 16, 15),
}
MOVED_IN_SHANGHAI = {(2022, month): date(2022, 6, 30) for month in (4, 5, 6)}


def months():
    return [(year, month) for year in PUBLISHED for month in range(1, 13)]


@pytest.mark.parametrize(("year", "month"), months())
def test_published_months_are_served_exactly(year, month):
    found = load_rules().tax_days.of(year, month)
    assert found.published == date(year, month, PUBLISHED[year][month - 1])
    assert found.date == MOVED_IN_SHANGHAI.get((year, month), found.published)
    assert not found.provisional


def test_without_the_table_all_but_october_2020_are_computed():
    alone = TaxDays(china_calendar(), [])
    missed = {
        (year, month): alone.of(year, month).date
        for year, month in months()
        if alone.of(year, month).date != date(year, month, PUBLISHED[year][month - 1])
    }
    assert missed == {(2020, 10): date(2020, 10, 27)}  # published as the 23rd: that year counted calendar days


def test_the_runs_of_days_off_are_told():
    (run,) = TaxDays(china_calendar(), []).of(2024, 6).runs  # one named day joined to a weekend
    assert run == (date(2024, 6, 8), date(2024, 6, 10), 3)
    assert TaxDays(china_calendar(), []).of(2025, 6).runs == ()  # only two days of the run lie inside


def test_a_local_change_wins_over_the_table_and_says_why():
    found = load_rules().tax_days.of(2022, 4)
    assert (found.basis, found.date, found.published) == ("override", date(2022, 6, 30), date(2022, 4, 20))
    assert "epidemic" in found.row["reason"]


def test_a_year_without_a_published_table_is_provisional():
    year = load_rules().tax_days.year(2027)
    assert all(found.provisional and found.basis == "computed" for found in year)
    assert [found.date.day for found in year[:4]] == [15, 15, 15, 15]


@pytest.mark.parametrize(("year", "month"), [(2018, 5), (2019, 4), (2019, 12), (2060, 1)])
def test_nothing_is_invented(year, month):
    found = load_rules().tax_days.of(year, month)
    assert (found.date, found.basis, found.provisional) == (None, "not_found", False)
