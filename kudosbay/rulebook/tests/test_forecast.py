"""Forecasts: the rules alone at first, then what really happened, drawn towards the rules while cases are few."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kudosbay.rulebook.forecast import MINIMUM, Finished, Kind, alike_to, back_test, outlook, quantile

KIND = Kind("wfoe_llc", "here", "The registrar", 1)
FIRST = date(2025, 1, 6)


def case(days: int, *, begun: date = FIRST, kind: Kind = KIND, typical: tuple[int, int] = (10, 20)) -> Finished:
    return Finished(kind, typical, days, begun, begun + timedelta(days=days))


def test_with_too_few_cases_the_rules_speak_alone() -> None:
    found = outlook([case(40)] * (MINIMUM - 1), KIND, left=(10, 20))
    assert found.level == ()
    assert (found.wide, found.half, found.middle) == ((10, 20), (12, 18), 15)


def test_with_enough_cases_the_range_moves_to_what_they_took() -> None:
    history = [case(days) for days in range(21, 41)]
    found = outlook(history, KIND, left=(10, 20))
    assert found.level == ("form", "route", "season")
    assert found.count == MINIMUM
    assert found.since == FIRST
    assert found.took == (25, 36)
    assert 10 < found.wide[0] < 23
    assert 20 < found.wide[1] < 38
    many = outlook(history * 20, KIND, left=(10, 20))
    assert many.wide == (22, 38)


def test_what_is_left_is_stretched_and_not_the_whole() -> None:
    slow = [case(30)] * 500
    left = outlook(slow, KIND, left=(1, 3)).wide
    assert left[1] <= 4


def test_levels_give_way_one_by_one() -> None:
    summer = Kind("wfoe_llc", "here", "The registrar", 3)
    joint = Kind("jv_llc", "here", "The registrar", 3)
    abroad = Kind("jv_llc", "legalise", "The registrar", 3)
    elsewhere = Kind("rep_office", "legalise", "The city", 3)
    history = [case(20)] * MINIMUM
    levels = [alike_to(history, kind)[0] for kind in (KIND, summer, joint, abroad, elsewhere)]
    assert levels == [
        ("form", "route", "season"),
        ("form", "route"),
        ("authority", "route"),
        ("authority",),
        (),
    ]


def test_the_back_test_knows_nothing_of_later_days() -> None:
    day = timedelta(days=1)
    early = [case(20, begun=FIRST + number * day) for number in range(30)]
    late = [case(30, begun=FIRST + (60 + number) * day) for number in range(10)]
    tested = back_test([*late, *early])
    assert tested.without == 30
    assert tested.own.count == tested.rules.count == 10
    assert (tested.own.half, tested.rules.wide) == (0, 0)  # all that was known took 20 days
    assert 8 < tested.own.error < 13
    assert tested.rules.error == 15
    assert back_test([]).own.count == 0


@given(st.lists(st.integers(0, 300), min_size=MINIMUM, max_size=60), st.integers(0, 40), st.integers(0, 60))
def test_the_ranges_lie_within_one_another(days: list[int], low: int, more: int) -> None:
    found = outlook([case(one) for one in days], KIND, left=(low, low + more))
    assert 0 <= found.wide[0] <= found.half[0] <= found.middle <= found.half[1] <= found.wide[1]
    ordered = sorted(days)
    assert ordered[0] <= quantile(ordered, 0.3) <= quantile(ordered, 0.7) <= ordered[-1]
