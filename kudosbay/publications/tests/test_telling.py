"""A policy told to exactly those whom it concerns, each with her or his own reason."""

from datetime import date, datetime

import pytest
from django.utils import translation

from conftest import Cast, make_founder, make_user
from kudosbay.accounts.models import User
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role
from kudosbay.messaging import sums, waves
from kudosbay.messaging.commands import approve_campaign, stop_campaign
from kudosbay.messaging.compose import compose
from kudosbay.messaging.models import Campaign, Delivery
from kudosbay.messaging.queries import told_to
from kudosbay.people.commands import give_consent
from kudosbay.publications import commands, concerning
from kudosbay.publications.commands import Words, tell_concerned
from kudosbay.publications.models import Edition
from kudosbay.publications.reasons import reason_in_words, said

pytestmark = pytest.mark.django_db
TEXTS = {"en": {"title": "New support", "text": "There is new support."}}


@pytest.fixture
def lin(db: None) -> User:
    return make_user("Lin", Role.COMMUNICATIONS)


@pytest.fixture
def policy(lin: User, now: datetime) -> Edition:
    made = commands.write_publication("policy", Words("Support", "In short", "Text"), language="en", by=lin, now=now)
    facts = {"issuer": "District", "source": "https://example.org/", "valid_from": date(2026, 3, 1)}
    details = {"concerns": "nationality == NG or any(enterprises, active and has(activities, consulting))"}
    edition = commands.change_edition(made.editions.get(), facts, details=details, by=lin, seen=1)
    commands.publish_text(edition.texts.get(), by=lin, now=now)
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture
def people(cast: Cast, now: datetime) -> Cast:
    """Amara for her country, Bao for his company; both agreed to news of policies. A third agreed to nothing."""
    company = licensed(cast, now)
    company.investors.update(person=cast.bao.person)
    company.activities = ["consulting"]
    company.save()
    for founder in (cast.amara, cast.bao):
        give_consent(founder.person, "policies", by=cast.wei, now=now, text_version="2", language="en", how="portal")
    make_founder("Chidi", "NG", adviser=cast.wei)
    return cast


def drafted(policy: Edition, lin: User, now: datetime) -> Campaign:
    return tell_concerned(policy, TEXTS, link="/go/policies/support/", by=lin, now=now)


def gone_out(campaign: Campaign, by: User) -> None:
    noon = datetime.fromisoformat("2026-03-10T12:00:00+08:00")
    approve_campaign(campaign, seen=campaign.version, by=by, now=noon)
    while waves.next_wave(campaign, now=noon):
        pass
    Delivery.objects.filter(campaign=campaign).update(status="accepted", sent_at=noon)


def test_exactly_those_whom_it_concerns_and_each_with_the_own_reason(
    people: Cast, policy: Edition, lin: User, now: datetime
) -> None:
    campaign = drafted(policy, lin, now)
    assert (campaign.kind, concerning.tellings(policy).get()) == ("policy", campaign)
    gone_out(campaign, people.mei)
    concerned = set(concerning.people_concerned(policy.publication, today=now.date()).definite)
    written = set(campaign.deliveries.values_list("person", flat=True))
    left_out = dict(campaign.recipients.values_list("person", "left_out"))
    assert concerned == written | set(left_out)
    assert written == {people.amara.person.pk, people.bao.person.pk}
    assert set(left_out.values()) == {"consent"}
    assert sums.sums_of([campaign])[campaign.pk].concerned == len(concerned)
    why = {row.person_id: compose(row).text for row in campaign.deliveries.all()}
    assert "your country or region is Nigeria" in why[people.amara.person.pk]
    assert "activities of a company of yours" in why[people.bao.person.pk]
    assert "Nigeria" not in why[people.bao.person.pk]
    (got,) = told_to(people.amara.person, purpose="policies")
    assert (got.title, got.link, "Nigeria" in got.why, "/leave/" in got.leave) == (
        "New support",
        "/go/policies/support/",
        True,
        True,
    )
    assert trail.of(policy.publication)[0].verb == "publication.telling_drafted"


def test_nobody_is_told_twice_of_one_version(people: Cast, policy: Edition, lin: User, now: datetime) -> None:
    campaign = drafted(policy, lin, now)
    with pytest.raises(Refused, match=campaign.reference):
        drafted(policy, lin, now)
    gone_out(campaign, people.mei)
    stop_campaign(campaign, by=lin)
    again = drafted(policy, lin, now)
    assert [row.person.full_name for row in again.recipients.select_related("person")] == ["Chidi"]


def test_who_may_not_and_what_cannot_be_told(people: Cast, policy: Edition, lin: User, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        drafted(policy, people.wei, now)
    Edition.objects.filter(pk=policy.pk).update(details={})
    with pytest.raises(Refused):
        drafted(policy, lin, now)
    Edition.objects.filter(pk=policy.pk).update(valid_until=date(2026, 3, 9))
    with pytest.raises(Refused):
        drafted(policy, lin, now)
    assert not Campaign.objects.exists()


def test_reasons_read_as_sentences_in_each_language() -> None:
    told = reason_in_words([("enterprises", "active"), ("enterprises", "has(activities, import_export)")])
    assert set(told) == {"en", "zh-Hans", "ar"}
    assert told["en"].startswith("You get this because it concerns you: you have a company that is active here;")
    assert "货物进出口" in told["zh-Hans"]
    with translation.override("en"):
        assert said(("cases", "stage == open"), "en") == "where your case stands is Open"
        assert said(("", "not from_outside"), "en") == "you come from the mainland"
        assert said(("", "source == counter"), "en") == "the way by which you came to us is Counter"


def test_finding_whom_to_tell_costs_the_same_for_many(
    people: Cast, policy: Edition, lin: User, now: datetime, assert_same_queries
) -> None:
    def one_more(number: int) -> None:
        make_founder(f"Guest{number}", "NG", adviser=people.wei)

    assert_same_queries(one_more, lambda: concerning.still_to_tell(policy, today=now.date()))

    def one_letter(number: int) -> None:
        common = {"channel": "mail", "template": "campaign", "language": "en", "kind": "policy", "status": "accepted"}
        campaign = Campaign.objects.create(reference=f"MC-{number}", kind="policy", texts=TEXTS, made_at=now)
        Delivery.objects.create(
            campaign=campaign, person=people.amara.person, key=f"k{number}", created_at=now, next_at=now, **common
        )

    assert_same_queries(one_letter, lambda: told_to(people.amara.person))
    assert_same_queries(lambda _number: None, lambda: list(concerning.told(policy)))
