"""Each list costs the same number of statements at 3 and at 30 rows."""

from datetime import timedelta

import pytest

from kudosbay.documents.models import StoredFile
from kudosbay.gatherings import queries
from kudosbay.gatherings.commands import add_material, begin_series, note_statement, sign_up
from kudosbay.gatherings.queries import WantedGatherings

pytestmark = pytest.mark.django_db


def test_lists_of_gatherings(assert_same_queries, training, cast, now):
    wanted = WantedGatherings(when="coming", now=now)
    assert_same_queries(lambda number: training(), lambda: queries.gathering_list(cast.wei, wanted))
    assert_same_queries(lambda number: training(), lambda: queries.events(wanted))
    assert_same_queries(lambda number: training(), lambda: queries.gathering_years(cast.wei))
    assert_same_queries(lambda number: training(), lambda: queries.held_by(now))


def test_series(assert_same_queries, lin):
    assert_same_queries(lambda number: begin_series({"en": f"Series {number}"}, by=lin), queries.open_series)


def test_guests_of_one_gathering(assert_same_queries, training, guest, lin, now):
    gathering = training(capacity=10)

    def come(number):
        sign_up(gathering, guest(number), by=lin, now=now)

    def ask():
        list(queries.happened_to(gathering))
        return queries.bookings_of(gathering), queries.states_of(gathering), queries.verdict_of(gathering)

    assert_same_queries(come, ask)


def test_what_is_kept_of_one_gathering(assert_same_queries, training, lin, now):
    gathering = training()
    file = StoredFile.objects.create(sha256="0", kind="image/png", size=1, name="a.png", path="a", stored_at=now)

    def keep(_number):
        said = {"kind": "said", "text": {"en": "Yes"}, "speaker": {"en": "Manager"}}
        note_statement(gathering, said_at=now, by=lin, **said)
        add_material(gathering, file, titles={"en": "A"}, language="en", for_all=True, by=lin, now=now)

    assert_same_queries(keep, lambda: (queries.statements_of(gathering), queries.materials_of(gathering)))


def test_my_own_places(assert_same_queries, training, cast, now):
    def book(_number):
        sign_up(training(), cast.amara.person, by=cast.amara, now=now)

    def ask():
        mine = queries.my_bookings(cast.amara)
        return mine, queries.in_calendar(cast.amara.person, since=now - timedelta(days=1))

    assert_same_queries(book, ask)


def test_pages_cost_the_same(assert_same_queries, training, guest, cast, lin, get, now):
    gathering = training(capacity=10)

    def come(number):
        training()
        sign_up(gathering, guest(number), by=lin, now=now)

    assert_same_queries(come, lambda: get(cast.wei, "/desk/gatherings/").content)
    assert_same_queries(
        lambda n: come(100 + n), lambda: get(cast.wei, f"/desk/gatherings/{gathering.reference}/").content
    )
    assert_same_queries(lambda n: come(200 + n), lambda: get(None, "/en/events/").content)
