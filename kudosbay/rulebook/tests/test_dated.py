from dataclasses import dataclass
from datetime import date

import pytest

from kudosbay.rulebook.dated import Span, in_force, read_span, value_on, written_span
from kudosbay.rulebook.yaml12 import read_yaml


@dataclass
class Rate:
    span: Span
    amount: int


OLD = Rate(read_span({"from": None, "to": "2019-12-31"}), 1)
NEW = Rate(read_span({"from": date(2020, 1, 1), "to": None}), 2)


@pytest.mark.parametrize(("day", "rate"), [(date(2019, 12, 31), OLD), (date(2020, 1, 1), NEW), (date(1990, 1, 1), OLD)])
def test_first_and_last_day_belong_to_it(day, rate):
    assert value_on([OLD, NEW], day) is rate
    assert in_force([OLD, NEW], day) == [rate]


def test_nothing_in_a_gap():
    late = Rate(read_span({"from": "2021-01-01"}), 3)
    assert value_on([OLD, late], date(2020, 6, 1)) is None


def test_spans_meet_when_they_share_a_day():
    assert not OLD.span.meets(NEW.span)
    assert OLD.span.meets(read_span({"from": "2019-12-31"}))
    assert read_span(None).meets(OLD.span)


def test_open_ends_are_written_as_null():
    assert written_span(NEW.span) == {"from": "2020-01-01", "to": None}
    assert written_span(read_span({})) == {"from": None, "to": None}


def test_only_true_and_false_are_booleans():
    assert read_yaml("{country: NO, switch: on, answer: yes, real: true, not: False}") == {
        "country": "NO",
        "switch": "on",
        "answer": "yes",
        "real": True,
        "not": False,
    }


def test_dates_and_numbers_are_read_as_such():
    assert read_yaml("{as_of: 2024-12-09, amount: 500000}") == {"as_of": date(2024, 12, 9), "amount": 500_000}
