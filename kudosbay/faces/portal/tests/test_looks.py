"""Who looked at one's papers: staff and agents are told of, in the reader's language; nobody reads another's."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case, CasePaper
from kudosbay.documents.commands import record_view
from kudosbay.documents.models import Document
from kudosbay.documents.queries import who_looked
from kudosbay.faces.portal.tests.papering import address, scan, sent
from kudosbay.kernel.permissions import Role
from kudosbay.people.commands import add_identifier, reveal_identifier


@pytest.fixture
def agent(case: Case) -> User:
    user = User.objects.create(email="agent@example.org", name="Dina", roles=[str(Role.AGENT)])
    Case.objects.filter(pk=case.pk).update(agent=user)
    return user


@pytest.fixture
def document(passport: CasePaper, cast: Any) -> Document:
    return sent(passport, cast.amara)


def looks_in(client: Any, language: str) -> str:
    with translation.override(language):
        page = client.get(reverse("portal:looks"))
    assert page.status_code == 200
    return str(page.content.decode())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Passport", "Adviser", "Opened to check it", "Bank form")),
        ("zh-hans", ("护照", "创业顾问", "为审核而打开", "Bank form")),
        ("ar", ("جواز", "مستشار", "فُتحت للتحقق منها", "Bank form")),
    ],
)
def test_a_founder_reads_who_looked_and_why(amara, cast, document, language, words):
    record_view(document, by=cast.wei, purpose="review", now=timezone.now())
    number = add_identifier(cast.amara.person, kind="passport", number="A1234567", issued_by="NG", by=cast.wei)
    reveal_identifier(number, reason="Bank form", by=cast.wei)
    page = looks_in(amara, language)
    for word in (*words, "Wei"):
        assert word in page


def test_nobody_has_looked_yet(amara):
    assert "Nobody has looked" in looks_in(amara, "en")


@pytest.mark.parametrize(("view", "purpose"), [("file", "download"), ("page_image", "preview")])
def test_what_an_agent_opens_is_told_to_the_holder(cast, case, document, agent, signed_in, view, purpose):
    Document.objects.filter(pk=document.pk).update(agent=agent)
    for user in (cast.amara, agent):
        assert (
            signed_in(user).get(address(view, document.key, *([1] if view == "page_image" else []))).status_code == 200
        )
    looks = [(look.who, look.role, look.purpose) for look in who_looked(cast.amara.person)]
    assert looks == [("Dina", "agent", purpose)]


def test_a_file_that_is_not_sent_yet_is_noted_as_well(cast, case, passport, agent, signed_in):
    CasePaper.objects.filter(pk=passport.pk).update(draft=scan(cast.amara))
    for user in (cast.amara, agent):
        assert signed_in(user).get(address("draft_image", case.reference, passport.pk, 1)).status_code == 200
    looks = [(look.who, look.paper) for look in who_looked(cast.amara.person)]
    assert looks == [("Dina", "passport.founder")]


def test_a_reason_that_was_typed_is_shown_as_text(amara, cast):
    number = add_identifier(cast.amara.person, kind="passport", number="A1234567", issued_by="NG", by=cast.wei)
    reveal_identifier(number, reason="<script>alert(1)</script>", by=cast.wei)
    page = looks_in(amara, "en")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
