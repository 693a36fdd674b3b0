from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.test import Client
from django.utils import timezone

from kudosbay.centre.models import Parameter
from kudosbay.kernel.errors import Refused, Stale, WrongMove
from kudosbay.messaging import sums, waves
from kudosbay.messaging.commands import (
    approve_campaign,
    change_campaign,
    draft_campaign,
    pause_campaign,
    resume_campaign,
    stop_campaign,
    suppress_address,
)
from kudosbay.messaging.commands import (
    test_campaign as try_campaign,
)
from kudosbay.messaging.leaving import leave_link
from kudosbay.messaging.models import Campaign, Delivery, Recipient
from kudosbay.people.commands import give_consent, withdraw_consent
from kudosbay.people.models import Consent, Person

WORDS = {"en": {"title": "New rule", "text": "Good day {name}.\n\nA rule has changed."}}
DAY = datetime.fromisoformat("2026-03-10T12:00:00+08:00")
NIGHT = datetime.fromisoformat("2026-03-10T23:00:00+08:00")


@pytest.fixture
def agreed(cast):
    """`agreed(person)`: consent to news of policies, given on the portal."""

    def give(person: Person, how: str = "portal") -> None:
        words = {"text_version": "2", "language": "en", "how": how}
        give_consent(person, "policies", by=cast.wei, now=timezone.now(), **words)

    return give


@pytest.fixture
def drafted(cast):
    def draft(*people: Person, kind: str = "policy", texts=None, by=None) -> Campaign:
        keys = [person.pk for person in people]
        return draft_campaign(kind=kind, texts=texts or WORDS, people=keys, by=by or cast.wei, now=timezone.now())

    return draft


def sent(campaign: Campaign, cast, now: datetime = DAY) -> list[Delivery]:
    approve_campaign(campaign, seen=campaign.version, by=cast.mei, now=now)
    while waves.next_wave(campaign, now=now):
        pass
    return list(campaign.deliveries.order_by("pk"))


def test_everybody_who_is_left_out_has_a_reason(cast, agreed, drafted):
    amara, bao = cast.amara.person, cast.bao.person
    others = [Person.objects.create(**_person(number)) for number in range(4)]
    imported, gone, mute, blocked = others
    agreed(amara)
    agreed(imported, how=Consent.How.IMPORTED)
    agreed(gone)
    withdraw_consent(gone, "policies", by=cast.wei, now=timezone.now())
    agreed(mute)
    Person.objects.filter(pk=mute.pk).update(email="")
    agreed(blocked)
    suppress_address(channel="mail", address=blocked.email, reason="550", by=cast.wei, now=timezone.now())
    campaign = drafted(amara, bao, *others)
    reasons = dict(campaign.recipients.values_list("person", "left_out"))
    assert reasons == {
        amara.pk: "",
        bao.pk: "consent",
        imported.pk: "imported",
        gone.pk: "withdrawn",
        mute.pk: "address",
        blocked.pk: "blocked",
    }
    assert [row.person for row in sent(campaign, cast)] == [amara]


def _person(number: int) -> dict[str, object]:
    day = timezone.localdate()
    return {
        "reference": f"P-TEST-{number}",
        "full_name": f"Somebody {number}",
        "nationality": "NG",
        "email": f"somebody.{number}@example.org",
        "registered_on": day,
        "known_since": day,
    }


def test_nobody_gets_it_twice_however_often_a_wave_is_run(cast, agreed, drafted):
    agreed(cast.amara.person)
    campaign = drafted(cast.amara.person)
    sent(campaign, cast)
    Recipient.objects.create(campaign=campaign, person=cast.amara.person, language="en")
    waves.next_wave(campaign, now=DAY)
    assert campaign.deliveries.count() == 1


def test_it_is_done_when_every_row_has_an_end(cast, agreed, drafted):
    agreed(cast.amara.person)
    campaign = drafted(cast.amara.person)
    sent(campaign, cast)
    assert Campaign.objects.get().status == "sending"
    campaign.deliveries.update(status=Delivery.Status.ACCEPTED, sent_at=DAY)
    waves.next_wave(campaign, now=DAY)
    assert Campaign.objects.get().status == "done"
    assert sums.sums_of([campaign])[campaign.pk] == sums.Sums(accepted=1)


def test_at_night_it_waits_for_the_morning(cast, agreed, drafted):
    agreed(cast.amara.person)
    [row] = sent(drafted(cast.amara.person), cast, now=NIGHT)
    assert row.next_at == datetime.fromisoformat("2026-03-11T08:00:00+08:00")


def test_paused_and_stopped_rows_are_not_sent(cast, agreed, drafted):
    agreed(cast.amara.person)
    campaign = drafted(cast.amara.person)
    sent(campaign, cast)
    later = DAY + timedelta(days=400)
    pause_campaign(campaign, by=cast.mei)
    assert not Delivery.objects.due(later).exists()
    resume_campaign(campaign, by=cast.mei)
    assert Delivery.objects.due(later).count() == 1
    stop_campaign(campaign, by=cast.mei)
    assert not Delivery.objects.due(later).exists()
    with pytest.raises(WrongMove):
        resume_campaign(campaign, by=cast.mei)


def test_too_much_that_comes_back_pauses_it(cast, agreed, drafted):
    agreed(cast.amara.person)
    campaign = drafted(cast.amara.person)
    sent(campaign, cast)
    people = [Person.objects.create(**_person(number)) for number in range(60)]
    for number, person in enumerate(people):
        status = "failed" if number < 3 else "accepted"
        values = {"kind": "policy", "channel": "mail", "template": "campaign", "language": "en", "status": status}
        Delivery.objects.create(
            campaign=campaign, person=person, key=f"x{number}", created_at=DAY, next_at=DAY, **values
        )
    assert waves.next_wave(campaign, now=DAY) == 0
    assert Campaign.objects.get().status == "paused"


def test_the_operator_sets_how_much_may_come_back_and_when_messages_go_out(cast, agreed, drafted):
    day = DAY.date()
    Parameter.objects.create(key="message.brake.bounce_per_cent", value=10, valid_from=day, known_since=day)
    hours = {"from": "19:00", "to": "20:00"}
    Parameter.objects.create(key="message.window", value=hours, valid_from=day, known_since=day)
    agreed(cast.amara.person)
    campaign = drafted(cast.amara.person)
    for number in range(60):
        status = "failed" if number < 5 else "accepted"
        values = {"kind": "policy", "channel": "mail", "template": "campaign", "language": "en", "status": status}
        Delivery.objects.create(campaign=campaign, key=f"y{number}", created_at=DAY, next_at=DAY, **values)
    assert not waves.comes_back(campaign, now=DAY)
    assert waves.when_to_send(DAY).astimezone(waves.HOME).hour == 19


def test_the_author_does_not_approve_what_goes_to_many(cast, agreed, drafted):
    agreed(cast.amara.person)
    day = DAY.date()
    Parameter.objects.create(key="message.second_approver_above", value=0, valid_from=day, known_since=day)
    campaign = drafted(cast.amara.person, by=cast.mei)
    with pytest.raises(Refused):
        approve_campaign(campaign, seen=campaign.version, by=cast.mei, now=DAY)
    approve_campaign(campaign, seen=campaign.version, by=cast.wei, now=DAY)


@pytest.mark.parametrize(
    "texts",
    [
        {"ar": {"title": "x", "text": "y"}},
        {"en": {"title": "x", "text": ""}},
        {"en": {"title": "a\nb", "text": "y"}},
        {"en": {"title": "x", "text": "{password}"}},
    ],
)
def test_words_that_cannot_be_sent_are_refused_and_nothing_is_kept(cast, drafted, texts):
    with pytest.raises(Refused):
        drafted(cast.amara.person, texts=texts)
    assert not Campaign.objects.exists()


def test_a_stale_change_is_refused(cast, drafted):
    campaign = drafted(cast.amara.person)
    change_campaign(campaign, seen=1, by=cast.wei, texts=WORDS, link="/en/")
    with pytest.raises(Stale):
        change_campaign(campaign, seen=1, by=cast.zoe, texts=WORDS, link="/en/news/")


def test_nobody_to_write_to_is_refused(cast, drafted):
    campaign = drafted(cast.bao.person)
    with pytest.raises(Refused):
        approve_campaign(campaign, seen=campaign.version, by=cast.mei, now=DAY)


def test_a_test_goes_to_oneself_and_counts_nowhere(cast, agreed, drafted):
    agreed(cast.amara.person)
    campaign = drafted(cast.amara.person)
    row = try_campaign(campaign, "en", by=cast.wei, now=DAY)
    assert (row.kind, row.address, row.person) == ("test", cast.wei.email.lower(), None)
    assert sums.sums_of([campaign])[campaign.pk].waiting == 0


def test_the_mail_can_be_left_with_one_click(cast, agreed, drafted, send, sink):
    agreed(cast.amara.person)
    [row] = sent(drafted(cast.amara.person), cast, now=timezone.now() - timedelta(days=1))
    Delivery.objects.update(next_at=timezone.now())
    send()
    mail = message_from_bytes(sink.journal.taken[0].content, policy=default)
    assert mail["List-Unsubscribe"] == f"<{leave_link(row)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + leave_link(row).split("/", 3)[3]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert Consent.objects.get(purpose="policies").withdrawn_at is None, "opening the link changes nothing"
    for _twice in range(2):
        assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Consent.objects.get(purpose="policies").withdrawn_at is not None


def test_a_forged_link_changes_nothing(cast, agreed):
    agreed(cast.amara.person)
    answer = Client().post(f"/leave/{cast.amara.person.pk}.policies:forged")
    assert answer.status_code == 200
    assert Consent.objects.get(purpose="policies").withdrawn_at is None


def test_drafting_costs_the_same_for_few_and_many(cast, agreed, drafted, django_assert_max_num_queries):
    people = [Person.objects.create(**_person(number)) for number in range(30)]
    with django_assert_max_num_queries(20):
        drafted(*people)
