"""A plan that only knows a country: it is never shown as if it were one, and its questions lead back with a code."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from kudosbay.cases.commands import save_plan
from kudosbay.cases.models import Case, SavedPlan
from kudosbay.centre.commands import seed_centre
from kudosbay.kernel.trail import MACHINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> SavedPlan:
    seed_centre()
    known = {"country:founder": "OM"}
    return save_plan(known, start=date(2026, 12, 1), language="en", by=MACHINE, now=timezone.now())


def finish(client: Client) -> str:
    """Say that one person owns it all, and keep the plan as it is then; return where that leads."""
    client.post("/en/find-your-way/q/owner/", {"answer": "me_alone"})
    return client.post("/en/find-your-way/plan/").headers["Location"]


@pytest.mark.parametrize("path", ["", "paper/"])
def test_it_leads_to_its_next_question(plan: SavedPlan, client: Client, path: str) -> None:
    answer = client.get(f"/en/plan/{plan.code}/{path}", follow=True)
    assert answer.request["PATH_INFO"] == "/en/find-your-way/q/owner/"


def test_no_case_begins_from_it(plan: SavedPlan, cast, post) -> None:
    given = {"full_name": "Amara", "nationality": "OM", "language": "en", "consent_service": "on"}
    answer = post(cast.amara, f"/en/plan/{plan.code}/begin/", given)
    assert "which form of company" in answer.content.decode()
    assert not Case.objects.exists()


def test_the_finished_plan_is_brought_to_whoever_waits_for_it_once(plan: SavedPlan, client: Client) -> None:
    client.get(f"/en/plan/{plan.code}/change/?next=/desk/cases/new/%3Fperson%3DP-1")
    address = finish(client)
    made = SavedPlan.objects.exclude(pk=plan.pk).get()
    assert made.answers == {"country:founder": "OM", "owner": "me_alone"}
    assert address == f"/desk/cases/new/?person=P-1&code={made.code}"
    assert finish(client).startswith("/en/plan/")


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/x"])
def test_no_address_from_outside_is_followed(plan: SavedPlan, client: Client, address: str) -> None:
    client.get(f"/en/plan/{plan.code}/change/", {"next": address})
    assert finish(client).startswith("/en/plan/")
