import pytest

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import queries
from kudosbay.messaging.channels import Drawer
from kudosbay.messaging.commands import notify
from kudosbay.messaging.compose import compose

PAGE = "/demo/mail"


@pytest.fixture
def kept(cast, now):
    cast.amara.person.languages = ["ar"]
    row = notify(
        template="sign_in",
        key="sign-in:1",
        by=MACHINE,
        now=now,
        person=cast.amara.person,
        data={"code": "7K2-<b>", "minutes": "10", "link": "/en/enter/x"},
    )[0]
    Drawer().send(row, compose(row), still_wanted=lambda: True)
    return row


def test_in_the_demonstration_everybody_reads_it(kept, get, settings):
    settings.DEMO = True
    page = get(None, PAGE).content.decode()
    assert 'href="http://127.0.0.1:8000/en/enter/x"' in page
    assert "7K2-&lt;b&gt;" in page
    assert '<h2 lang="ar" dir="rtl">' in page


def test_elsewhere_nobody_reads_how_others_sign_in(cast, kept, get):
    for user in (None, cast.bao, cast.wei, cast.mei):
        page = get(user, PAGE)
        assert "7K2" not in page.content.decode()


def test_an_administrator_reads_it(kept):
    anna = User.objects.create(email="anna@example.org", name="Anna", roles=[str(Role.ADMINISTRATOR)])
    assert [mail.delivery for mail in queries.kept(anna)] == [kept]


def test_where_mail_leaves_there_is_no_such_page(db, get, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:25"
    assert get(None, PAGE).status_code == 404
