from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.utils import timezone

from kudosbay.centre.models import Operator
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import envelope, policy, sending
from kudosbay.messaging.channels import Drawer
from kudosbay.messaging.commands import notify, requeue
from kudosbay.messaging.compose import CannotCompose, compose
from kudosbay.messaging.models import Delivery, KeptMail, Suppression
from kudosbay.people.models import Consent


def answer(where, reply, times=99):
    """Let the sink give this reply to the first so many tries."""
    return {where: lambda _recipient, count: reply if count <= times else None}


def script(sink, where, reply, times=99):
    setattr(sink.script, where, answer(where, reply, times)[where])


def test_a_letter_arrives_once_with_its_own_number(cast, queued, send, sink):
    row = queued(cast.amara.person)
    sent = send()[0]
    assert (sent.status, sent.reply_code, sent.attempts, sent.unanswered) == ("accepted", 250, 1, 0)
    assert [one.message_id for one in sink.journal.taken] == [envelope.message_id(row)]
    assert send() == [sent]
    assert len(sink.journal.taken) == 1


@pytest.mark.parametrize(
    "said",
    [
        ("rcpt", "450 4.2.0 greylisted", "deferred"),
        ("rcpt", "451 4.3.0 later", "deferred"),
        ("rcpt", "452 4.2.2 full", "deferred"),
        ("rcpt", "421 4.3.2 closing", "deferred"),
        ("rcpt", "550 5.1.1 no such person", "failed"),
        ("rcpt", "550 5.7.1 not from you", "failed"),
        ("rcpt", "drop", "deferred"),
        ("data", "451 later", "deferred"),
        ("data", "554 no", "failed"),
        ("data", "drop", "deferred"),
        ("end", "452 4.3.1 no room", "deferred"),
        ("end", "554 5.6.0 refused", "failed"),
        ("end", "421 closing", "deferred"),
        ("end", "drop", "unknown"),
    ],
)
def test_each_reply_has_its_state(cast, queued, send, sink, said):
    where, reply, status = said
    queued(cast.amara.person)
    script(sink, where, reply)
    assert send()[0].status == status


def test_a_greylisted_letter_waits_five_to_ten_minutes_and_arrives(cast, queued, send, sink):
    queued(cast.amara.person)
    script(sink, "rcpt", "450 greylisted", times=1)
    row = send()[0]
    wait = row.next_at - timezone.now()
    assert timedelta(minutes=4, seconds=50) < wait < timedelta(minutes=10)
    assert send(later=60)[0].status == "deferred"
    assert send(later=600)[0].status == "accepted"
    assert send()[0].attempts == 2


def test_waits_grow_and_end_after_five_days(cast, queued):
    row = queued(cast.amara.person)
    now = row.created_at
    waits = []
    for attempt in (1, 2, 3, 9):
        row.attempts = attempt
        waits.append((policy.next_try(row, now=now) - now).total_seconds())
    assert waits == sorted(waits)
    assert waits[-1] < 3 * 3600
    assert policy.next_try(row, now=now + timedelta(days=5, seconds=1)) is None


def test_an_address_that_does_not_exist_is_left_alone_and_the_adviser_hears_of_it(cast, queued, send, sink):
    queued(cast.amara.person)
    script(sink, "rcpt", "550 5.1.1 no such person")
    send()
    assert Suppression.objects.get().address == "amara@example.org"
    assert Delivery.objects.filter(user=cast.wei, template="address_failed", channel="portal").count() == 1
    queued(cast.amara.person, key="step-done:2")
    script(sink, "rcpt", None)
    assert [row.status for row in send() if row.person_id] == ["failed", "suppressed"]
    assert all(one.recipient != "amara@example.org" for one in sink.journal.taken)


def test_a_refusal_of_our_policy_does_not_block_the_address(cast, queued, send, sink):
    queued(cast.amara.person)
    script(sink, "rcpt", "550 5.7.1 spam")
    send()
    assert not Suppression.objects.exists()


def test_a_letter_with_a_lost_reply_is_sent_again_under_the_same_number(cast, queued, send, sink):
    queued(cast.amara.person)
    script(sink, "end", "drop", times=1)
    assert send()[0].unanswered == 1
    assert send(later=600)[0].status == "accepted"
    first, second = (one.message_id for one in sink.journal.taken)
    assert first == second


def test_a_campaign_is_never_sent_a_third_time(cast, queued, send, sink, now):
    Consent.objects.create(
        person=cast.amara.person, purpose="policies", text_version="1", language="en", given_at=now, how="portal"
    )
    queued(cast.amara.person, kind=Delivery.Kind.POLICY)
    script(sink, "end", "drop")
    for _ in range(4):
        row = send(later=10**6)[0]
    assert row.status == "parked"
    assert len(sink.journal.taken) == 2


def test_a_policy_needs_consent_a_notice_does_not(cast, queued, send, sink):
    queued(cast.amara.person, kind=Delivery.Kind.POLICY)
    queued(cast.bao.person, key="step-done:2")
    assert [row.status for row in send()] == ["suppressed", "accepted"]


def test_consent_is_asked_again_before_the_text_goes_out(cast, queued, send, sink):
    queued(cast.amara.person)
    answers = iter(["", "no", "no"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "reason_against", lambda _row: next(answers))
        row = send()[0]
    assert (row.status, row.reply_text) == ("suppressed", "no")
    assert not sink.journal.taken


def test_a_poisoned_row_is_parked_and_the_others_arrive(cast, queued, send, sink):
    poisoned, good = queued(cast.amara.person), queued(cast.bao.person, key="step-done:2")
    Delivery.objects.filter(pk=poisoned.pk).update(template="nothing")
    rows = send()
    assert [row.status for row in rows] == ["parked", "accepted"]
    requeue(rows[0], by=cast.wei, now=timezone.now())
    Delivery.objects.filter(pk=poisoned.pk).update(template="step_done")
    assert {row.status for row in send()} == {"accepted"}
    assert good.pk == rows[1].pk


def test_a_row_that_kills_its_worker_goes_last_and_is_parked_after_five(cast, queued, sink):
    row = queued(cast.amara.person)
    for number in range(5):
        sending.claim(f"b{number}#x", now=timezone.now() + timedelta(hours=number))
        held = Delivery.objects.get(pk=row.pk)
        assert sending._begin(held, f"b{number}#x")
    other = queued(cast.bao.person, key="step-done:2")
    sending.claim("last#x", now=timezone.now() + timedelta(hours=9))
    order = list(sending._held("last#x").order_by("unanswered", "next_at", "id"))
    assert order == [other, row]
    assert not sending._begin(order[1], "last#x")
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("parked", 5)


def test_a_line_break_that_slipped_into_an_address_parks_the_row(cast, queued, send, sink):
    row = queued(cast.amara.person)
    Delivery.objects.filter(pk=row.pk).update(address="a@example.org\r\nRCPT TO:<b@example.org>")
    assert send()[0].status == "parked"
    assert "b@example.org" not in "".join(sink.journal.lines)


def test_a_subject_of_two_lines_never_reaches_the_header(cast, queued):
    row = queued(cast.amara.person)
    row.data["step"] = "Bank\r\nBcc: all@example.org"
    mail = message_from_bytes(envelope.to_bytes(row, compose(row), now=timezone.now()), policy=default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Done: Bank Bcc: all@example.org"


def test_a_token_without_a_value_parks(cast, queued):
    row = queued(cast.amara.person)
    del row.data["step"]
    with pytest.raises(CannotCompose):
        compose(row)


def test_dots_and_long_lines_survive(cast, queued, send, sink):
    row = queued(cast.amara.person)
    Delivery.objects.filter(pk=row.pk).update(data=row.data | {"step": ".\n..\nπ" + "x" * 2000})
    send()
    mail = message_from_bytes(sink.journal.taken[0].content, policy=default)
    body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert ".\n..\nπ" + "x" * 2000 in body
    assert mail["Auto-Submitted"] == "auto-generated"


def test_two_workers_never_hold_the_same_row(cast, queued):
    for number in range(4):
        queued(cast.amara.person, key=f"step-done:{number}")
    now = timezone.now()
    assert sending.claim("a#1", now=now, most=3) == 3
    assert sending.claim("b#2", now=now, most=3) == 1
    assert sending.claim("c#3", now=now) == 0


def test_a_claim_that_ran_out_is_taken_by_another_and_its_first_holder_writes_nothing(cast, queued, sink):
    row = queued(cast.amara.person)
    now = timezone.now()
    sending.claim("a#1", now=now)
    assert sending.claim("b#2", now=now + timedelta(seconds=1)) == 0
    assert sending.claim("b#2", now=now + sending.LEASE + timedelta(seconds=1)) == 1
    assert not sending._begin(Delivery.objects.get(pk=row.pk), "a#1")
    sending._write(row, "a#1", status=Delivery.Status.FAILED)
    row.refresh_from_db()
    assert (row.status, row.claimed_by) == ("claimed", "b#2")


def test_a_batch_is_taken_over_whole(cast, queued):
    row = queued(cast.amara.person)
    now = timezone.now()
    sending.claim("batch#dead", now=now)
    assert sending.take_over("batch", "batch#living", now=now) == 1
    assert sending.take_over("other", "other#living", now=now) == 0
    assert not sending._begin(Delivery.objects.get(pk=row.pk), "batch#dead")


def test_the_letter_over_which_a_worker_died_waits_for_the_others(cast, queued):
    row, other = queued(cast.amara.person), queued(cast.bao.person, key="step-done:2")
    now = timezone.now()
    sending.claim("batch#dead", now=now)
    assert sending._begin(Delivery.objects.get(pk=row.pk), "batch#dead")
    assert sending.take_over("batch", "batch#living", now=now) == 1
    assert list(sending._held("batch#living")) == [other]
    row.refresh_from_db()
    assert (row.status, row.next_at) == ("unknown", now + sending.AGAIN)


def test_where_the_server_is_away_the_rest_is_given_back(cast, queued, send, sink, settings):
    for number in range(3):
        queued(cast.amara.person, key=f"step-done:{number}")
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    rows = send()
    assert {row.status for row in rows} == {"deferred"}
    assert [row.attempts for row in rows] == [1, 0, 0]
    assert all(row.unanswered == 0 for row in rows)


def test_one_connection_carries_a_batch(cast, queued, send, sink):
    for number in range(5):
        queued(cast.amara.person, key=f"step-done:{number}")
    script(sink, "rcpt", "450 later", times=1)
    send()
    assert sink.journal.connections == 1
    assert len(sink.journal.taken) == 4


def test_a_domain_of_many_letters_is_written_in_ascii(cast, queued, send, sink):
    cast.amara.person.email = "amara@bücher.example"
    queued(cast.amara.person)
    assert send()[0].status == "accepted"
    assert sink.journal.taken[0].recipient == "amara@xn--bcher-kva.example"


def test_a_mailbox_that_servers_do_not_carry_is_parked(cast, queued, send, sink):
    cast.amara.person.email = "amará@example.org"
    queued(cast.amara.person)
    assert send()[0].status == "parked"


def test_a_refused_greeting_fails_nothing(cast, queued, send, sink):
    queued(cast.amara.person)
    sink.script.extensions = ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.torture.sink.Conversation.handle", lambda self: self.say("554 not today"))
        row = send()[0]
    assert (row.status, row.reply_code) == ("deferred", 554)


def test_a_sign_in_code_is_wiped_once_it_is_sent(cast, send, sink, now):
    data = {"code": "7K2-QMD", "minutes": "10", "link": "/en/enter/secret"}
    notify(template="sign_in", key="sign-in:1", by=MACHINE, now=now, user=cast.bao, data=data)
    row = send()[0]
    assert b"7K2-QMD" in sink.journal.taken[0].content
    assert (row.status, row.data["code"], row.data["link"]) == ("accepted", "", "")


@pytest.fixture
def code_by_sms(cast, now):
    """The row of a sign-in code for somebody who gave a phone only, once a worker has sent it."""
    cast.bao.email, cast.bao.phone = None, "+8613800000000"
    data = {"code": "7K2-QMD", "minutes": "10", "link": "/en/enter/secret"}
    row = notify(template="sign_in", key="sign-in:2", by=MACHINE, now=now, user=cast.bao, data=data)[0]

    def sent():
        sending.claim("a#1", now=timezone.now())
        sending.send_one(Delivery.objects.get(pk=row.pk), Drawer(), owner="a#1")
        return Delivery.objects.get(pk=row.pk)

    return sent


def test_the_drawer_of_a_demonstration_shows_the_code_and_the_row_forgets_it(code_by_sms, settings):
    settings.DEMO = True
    row = code_by_sms()
    assert (row.status, row.data["code"], row.data["link"]) == ("accepted", "", "")
    assert "7K2-QMD" in KeptMail.objects.get().text


def test_where_mail_really_leaves_the_drawer_holds_no_way_to_sign_in(code_by_sms, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:25"
    assert code_by_sms().data["code"] == ""
    kept = KeptMail.objects.get()
    assert "7K2-QMD" not in kept.subject + kept.text + kept.html


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("zh-Hans", "ltr"), ("ar", "rtl")])
def test_a_letter_has_its_frame_in_the_readers_language(cast, queued, *, language, direction):
    cast.amara.person.languages = [language]
    Operator.objects.create(company={"en": "Kudosbay <Ltd.>"}, first_day="2016-12-01")
    html = compose(queued(cast.amara.person)).html
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert "Kudosbay &lt;Ltd.&gt;" in html
    assert 'role="presentation"' in html
    assert "&lt;bdi&gt;" not in html


def test_without_a_server_the_letter_is_kept_once(cast, queued, settings):
    row = queued(cast.amara.person)
    sending.claim("a#1", now=timezone.now())
    row.refresh_from_db()
    sending.send_one(row, Drawer(), owner="a#1")
    row.refresh_from_db()
    assert (row.status, row.reply_code) == ("accepted", 250)
    kept = KeptMail.objects.get()
    assert "SJ-2026-00001-K" in kept.text
    assert f"{settings.BASE_URL}/en/" in kept.html
