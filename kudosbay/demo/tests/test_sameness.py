"""The same history each time, whoever counts; and open matters that move along with the calendar."""

from datetime import date, timedelta

from kudosbay.demo import story
from kudosbay.demo.codes import credit_code, credit_code_ending_in
from kudosbay.demo.contacts import email
from kudosbay.demo.files import dice
from kudosbay.demo.guests import cast
from kudosbay.demo.naming import somebody
from kudosbay.demo.people import full_sizes, small_sizes

TODAY = date(2026, 11, 23)


def everybody():
    people = cast(story.tell(TODAY), story.early_ones(TODAY), advisers=6).everybody()
    return [(guest.called, guest.registered, guest.source, guest.adviser) for guest in people]


def test_the_same_people_and_firms_each_time():
    assert story.tell(TODAY) == story.tell(TODAY)
    assert everybody() == everybody()


def test_open_matters_are_as_old_as_on_the_first_day_a_year_later():
    later = TODAY + timedelta(days=371)
    first, then = story.tell(TODAY), story.tell(later)
    assert then.firms == first.firms
    assert len(then.open) == len(first.open) == 46
    assert max(one.signed for one in then.open) > later - timedelta(days=10)


def test_the_full_one_has_the_people_of_the_history():
    sizes = full_sizes()
    assert sum(size.outside + sum(people for _day, people in size.imports) for size in sizes) == 68520
    assert sum(size.mainland for size in sizes) == 1180
    early = [size for size in sizes if size.period.last <= date(2019, 2, 18)]
    assert sum(size.outside + sum(people for _day, people in size.imports) for size in early) == 60412


def test_months_have_room_for_their_clients():
    guests = cast(story.tell(TODAY), story.early_ones(TODAY), advisers=6).everybody()
    for size in full_sizes():
        own = [guest for guest in guests if size.period.first <= guest.registered <= size.period.last]
        assert len(own) <= size.outside, size.period.first
    assert len(guests) + sum(size.total for size in small_sizes(len(guests))) == 2000


def test_names_come_in_their_own_script():
    rng = dice("test")
    found = [somebody("RU", rng) for _one in range(40)]
    assert any("а" <= sign <= "я" for one in found for sign in one.full.lower())
    assert all(one.in_latin.isascii() and one.given.isascii() for one in found)
    assert all(somebody("JP", rng).full.find(" ") == -1 for _one in range(20))


def test_codes_and_addresses_are_distinct():
    assert len({credit_code(number) for number in range(1, 2000)}) == 1999
    assert credit_code_ending_in("0", 7, 4000).endswith("0")
    assert email("Ольга", 12) == "guest.12@example.org"
