from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kudosbay.messaging.models import Delivery, KeptMail


def run(to):
    said = StringIO()
    call_command("send_test", to=to, stdout=said)
    return said.getvalue()


def test_the_dialogue_is_printed(db, sink):
    said = run("someone@example.org")
    assert "> RCPT TO:<someone@example.org>" in said
    assert "< 250 2.0.0 taken" in said
    assert Delivery.objects.get().status == "accepted"


def test_a_refusal_is_said_in_the_servers_words(db, sink):
    sink.script.rcpt = lambda _recipient, _times: "550 5.7.1 not from you"
    with pytest.raises(CommandError, match="not from you"):
        run("someone@example.org")


def test_without_a_server_it_is_kept(db):
    assert "No mail server" in run("someone@example.org")
    assert KeptMail.objects.count() == 1


@pytest.mark.parametrize("to", ["nobody", "a@example.org\r\nRCPT TO:<b@example.org>"])
def test_what_is_no_address_is_refused(db, to):
    with pytest.raises(CommandError):
        run(to)
    assert not Delivery.objects.exists()
