from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kudosbay.accounts.commands import create_demo_accounts
from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import Role


def say(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_an_administrator_keeps_accounts_from_the_command_line(db):
    say("user", "create", "Lin@Example.org", "communications", "events", "--name", "Lin")
    user = User.objects.get(email="lin@example.org")
    assert user.roles == [Role.COMMUNICATIONS, Role.EVENTS]
    say("user", "role", "lin@example.org", "manager")
    say("user", "lock", "lin@example.org")
    user.refresh_from_db()
    assert (user.roles, user.is_active) == ([Role.MANAGER], False)
    say("user", "unlock", "lin@example.org")
    say("user", "reset-2fa", "lin@example.org")
    assert "lin@example.org\tLin\tmanager\tactive" in say("user", "list")


def test_founders_are_not_listed(cast):
    assert "amara@example.org" not in say("user", "list")


@pytest.mark.parametrize("words", [("lock", "nobody@example.org"), ("role", "wei@example.org", "adviser", "founder")])
def test_what_cannot_be_done_is_said(cast, words):
    with pytest.raises(CommandError):
        say("user", *words)


def test_logins_are_printed_in_the_demonstration_only(db, settings):
    create_demo_accounts()
    settings.DEMO = True
    assert say("logins").count("@kudosbay.example") == len(Role)
    settings.DEMO = False
    assert say("logins") == ""
