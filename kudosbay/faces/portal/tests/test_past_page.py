"""The founder's plan as it was: her own, on a day that her case has seen; anything else is said beside the field."""

from datetime import timedelta

import pytest
from conftest import Cast, accession, make_user, zipped_pack
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from time_machine import travel

from kudosbay.cases import commands
from kudosbay.cases.models import Case, Proposal
from kudosbay.faces.portal.tests.papering import address
from kudosbay.kernel.permissions import Role
from kudosbay.law.commands import load_pack

DAY = timedelta(days=1)


def text(browser: Client, case: Case, day: object = None, *, status: int = 200) -> str:
    answer = browser.get(address("case_past", case.reference), {} if day is None else {"as_of": str(day)})
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_asks_for_a_day_and_home_leads_to_it(amara: Client, case: Case) -> None:
    assert address("case_past", case.reference) in amara.get(address("case", case.reference)).content.decode()
    page = text(amara, case)
    assert "Which day?" in page
    assert "when your case was opened, until today." in page
    assert "Error:" not in page


def test_a_day_shows_steps_and_papers_of_then(amara: Client, case: Case) -> None:
    page = text(amara, case, localdate())
    for words in ("As it was on", "The way to the licence", "Passport", "Law as of"):
        assert words in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Choose a day."),
        ("2026-02-30", "This is not a day of the calendar."),
        ("2020-01-01", "Choose that day or a later one."),
        ("2199-01-01", "This day has not come yet."),
    ],
)
def test_what_is_no_day_of_the_case_is_said_beside_the_field(amara: Client, case: Case, day: str, words: str) -> None:
    page = text(amara, case, day, status=422)
    assert 'id="id_as_of-error"' in page
    assert words in page
    assert "The way to the licence" not in page


@pytest.mark.usefixtures("rules_as_shipped")
def test_before_new_rules_the_plan_is_the_one_before_them(cast: Cast, amara: Client, case: Case) -> None:
    facts = {**case.facts, "investors": [{**case.facts["investors"][0], "country": "NG", "in_china": False}]}
    begun, later = timezone.now() - 3 * DAY, timezone.now()
    with travel(begun):
        own = commands.start_case(cast.amara.person, facts=facts, by=cast.amara, now=begun)
    day = localdate(later).isoformat()
    pack = load_pack(zipped_pack(accession("NG", day), takes_effect=day), by=cast.mei, now=later)
    commands.approve_law(pack, seen=pack.version, by=make_user("Li", Role.MANAGER), now=later)
    proposal = Proposal.objects.get(case=own)
    commands.accept_proposal(proposal, seen=proposal.version, by=cast.wei, now=later)

    before, after = text(amara, own, localdate(later) - DAY), text(amara, own, localdate(later))
    assert "cn_shanghai" in before
    assert "test-pack 1" not in before
    assert "test-pack 1" in after
    link = f"{address('case_past', own.reference)}?as_of={(localdate(later) - DAY).isoformat()}"
    assert link in amara.get(address("case", own.reference)).content.decode()


def test_anothers_plan_answers_like_none(amara: Client, other: Case) -> None:
    day = {"as_of": localdate().isoformat()}
    theirs = amara.get(address("case_past", other.reference), day)
    nobodys = amara.get(address("case_past", "SJ-2020-99999-A"), day)
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content.replace(other.reference.encode(), b"") == nobodys.content.replace(b"SJ-2020-99999-A", b"")
