import pytest
from tests.house.samples import FACTS

from kudosbay.cases.commands import start_case
from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import Operator


@pytest.fixture
def operator(db):
    seed_centre()
    return Operator.objects.get()


def test_a_stranger_asks_the_operator_by_mail(operator, get):
    page = get(None, "/en/").content.decode()
    assert f'<a href="mailto:{operator.email}"><svg' in page


def test_a_founder_asks_in_the_messages_of_the_own_case(operator, cast, get, now):
    case = start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=now)
    start_case(cast.bao.person, facts=FACTS, by=cast.bao, now=now)
    page = get(cast.amara, "/en/account/").content.decode()
    assert f'<a href="/en/case/{case.reference}/messages/"><svg' in page


def test_filings_are_named_in_words(operator, get):
    page = get(None, "/en/").content.decode()
    assert "Public security filing" in page
    assert "Website filing (ICP)" in page
    assert "public_security" not in page
