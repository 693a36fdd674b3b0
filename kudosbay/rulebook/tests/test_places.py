"""How papers of a place are proved: one way of each day, without gaps, and its own for three regions."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.places import HOLDERS, history, proving, routes, ways
from kudosbay.rulebook.words import TERRITORIES

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("code", sorted(TERRITORIES))
def test_each_day_has_one_period_that_agrees_with_the_law_of_that_day(code: str) -> None:
    periods = history(load_rules(), code)
    assert periods[0].first is None
    assert periods[-1].last is None
    for before, after in pairwise(periods):
        assert after.first
        assert before.last == after.first - timedelta(days=1)
        assert before.routes != after.routes
    for period in periods:
        day = period.first or (period.last or TODAY)
        assert routes(load_rules(), code, holder="company", day=day) == period.routes


def test_apostille_counts_from_its_day_on() -> None:
    for code, first in (("FR", date(2023, 11, 7)), ("CA", date(2024, 1, 11)), ("BD", date(2025, 3, 30))):
        assert [(one.first, one.routes[0].id) for one in history(load_rules(), code)] == [
            (None, "legalise"),
            (first, "apostille"),
        ]


def test_three_regions_never_go_by_apostille_or_embassy() -> None:
    for code, own in (("HK", "hk_attest"), ("MO", "mo_attest"), ("TW", "tw_sef")):
        taken = {route.id for found in ways(load_rules(), code, day=TODAY).values() for route in found}
        assert taken == {own, "exempt_travel_permit"}


def test_whoever_is_here_shows_the_original() -> None:
    assert [one.id for one in routes(load_rules(), "EG", holder="here", day=TODAY)] == ["exempt_original"]
    assert set(HOLDERS) == set(ways(load_rules(), "EG", day=TODAY))


def test_proving_takes_the_days_of_the_route_and_says_how_sure_they_are() -> None:
    longer = proving(load_rules(), "EG", day=TODAY)
    shorter = proving(load_rules(), "FR", day=TODAY)
    assert longer
    assert shorter
    assert longer.days == (20, 40)
    assert shorter.days == (5, 15)
    assert longer.told["confidence"] == "unverified"
    assert proving(load_rules(), "CN", day=TODAY) is None
