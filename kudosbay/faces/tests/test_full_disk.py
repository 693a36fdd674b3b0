"""Where nothing can be written: pages are read, forms are answered calmly with what was typed, and later all goes on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.core.cache import cache
from django.db import InternalError, OperationalError, connection
from tests.house.samples import FACTS

from kudosbay.cases.commands import start_case
from kudosbay.faces.context import PLACES
from kudosbay.faces.errors import cannot_write
from kudosbay.messaging.models import Message
from kudosbay.people.models import Person

WORDS = "Is my <b>passport</b> enough?"


@pytest.fixture
def case(cast, now):
    return start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=now)


@contextmanager
def read_only() -> Iterator[None]:
    if connection.vendor != "sqlite":
        pytest.skip("told to SQLite by a pragma")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA query_only=OFF")


def test_a_form_is_answered_calmly_and_goes_through_later(cast, case, signed_in):
    browser = signed_in(cast.amara)
    browser.raise_request_exception = False
    address, sent = f"/en/case/{case.reference}/messages/", {"text": WORDS, "form_key": "k1"}
    with read_only():
        answer = browser.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Nothing was saved" in page
    assert "Is my &lt;b&gt;passport&lt;/b&gt; enough?" in page
    assert f'<form method="post" action="{address}"' in page
    assert not Message.objects.exists()
    assert browser.post(address, sent).status_code == 302
    assert Message.objects.get().text == WORDS


@pytest.mark.parametrize("path", ["/en/", "/en/case/{case}/", "/en/case/{case}/papers/", "/en/account/"])
def test_a_founder_goes_on_reading(cast, case, signed_in, path):
    browser = signed_in(cast.amara)
    cache.clear()
    with read_only():
        assert browser.get(path.format(case=case.reference)).status_code == 200


@pytest.mark.parametrize("path", ["/desk/", "/desk/people/", "/desk/cases/{case}/", "/desk/overview/"])
def test_the_desk_goes_on_reading(cast, case, signed_in, path):
    browser = signed_in(cast.wei)
    cache.delete(PLACES)
    with read_only():
        assert browser.get(path.format(case=case.reference)).status_code == 200


@pytest.mark.parametrize("path", ["/en/account/", "/desk/", "/en/"])
def test_the_calm_page_asks_nothing_of_a_database_that_is_away(client, db, path):
    client.raise_request_exception = False
    with mock.patch("django.contrib.auth.middleware.get_user", side_effect=OperationalError("disk I/O error")):
        answer = client.get(path)
    assert answer.status_code == 503


def test_a_person_is_not_half_registered(cast, signed_in):
    browser = signed_in(cast.wei)
    browser.raise_request_exception = False
    form = {"full_name": "Suharto", "nationality": "ID", "language": "en", "source": "counter"}
    before = Person.objects.count()
    with mock.patch("kudosbay.kernel.trail.record", side_effect=OperationalError("database or disk is full")):
        answer = browser.post("/desk/people/new/", form)
    assert answer.status_code == 503
    assert "Suharto" in answer.content.decode()
    assert Person.objects.count() == before


def test_a_password_is_not_given_back(client, db, settings):
    client.raise_request_exception = False
    with mock.patch("kudosbay.accounts.doors.limits.spend", side_effect=OperationalError("database is locked")):
        answer = client.post("/en/sign-in/password/", {"address": "wei@example.org", "password": "tiger-and-crane"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "tiger" not in page
    assert "Send it again" not in page


@pytest.mark.parametrize(
    ("fault", "passing"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("attempt to write a readonly database"), True),
        (OperationalError("server closed the connection unexpectedly"), True),
        (OperationalError("no such table: people_person"), False),
        (InternalError("cannot execute INSERT in a read-only transaction"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_only_what_may_pass_is_called_passing(fault, passing):
    assert cannot_write(fault) is passing


@pytest.mark.parametrize("path", ["/en/%00", "/desk/people/a%00b/", "/en/?q=%00", "/go/%00"])
def test_an_address_with_a_null_is_a_bad_one(cast, get, path):
    assert get(cast.wei, path).status_code == 400
