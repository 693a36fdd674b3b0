"""From figures to the archived receipt: each turn, each refusal, and that nobody sees another's return."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import Cast
from kudosbay.compliance import queries
from kudosbay.compliance.commands import (
    accept_reason,
    act_on_return,
    act_on_returns,
    block_return,
    close_batch,
    confirm_on_paper,
    confirm_return,
    prepare_return,
    record_payment,
    record_receipt,
    record_rejection,
    reopen_batch,
    revoke_mandate,
    send_back_return,
    set_return_aside,
    unblock_return,
)
from kudosbay.compliance.models import FilingBatch, FilingJob, Mandate
from kudosbay.compliance.tests.making import NIL, NOW, SUMS, TODAY, advanced, opened, partner, prepared
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, Stale, WrongMove
from kudosbay.messaging.models import Delivery

STANDING = ("file", "confirm")


@pytest.fixture
def job(cast: Cast) -> FilingJob:
    return opened(cast).jobs.get()


def verbs(job: FilingJob) -> list[str]:
    return [entry.verb for entry in trail.of(job)][::-1]


def test_a_return_goes_from_its_figures_to_the_archive(cast: Cast, job: FilingJob) -> None:
    lu, by = partner("Lu"), partner()
    job = advanced(prepared(job), "review")
    assert (
        Delivery.objects.filter(person=cast.amara.person, template="return_to_confirm", channel="portal").count() == 1
    )
    job = confirm_return(job, figures=job.figures_hash, by=cast.amara, now=NOW)
    job = advanced(job, "submit")
    assert (job.submitted_on, job.mandate, job.confirmed_hash) == (TODAY, Mandate.objects.get(), SUMS.hash)
    job = record_receipt(job, receipt="HZ1", on=TODAY, by=lu, now=NOW)
    assert job.status == "accepted"
    job = record_payment(job, on=TODAY, voucher="JS1", by=lu, now=NOW)
    job = act_on_return(job, "archive", by=by, now=NOW)
    assert (job.status, job.closed_on, job.turn) == ("closed", TODAY, "nobody")
    steps = ["prepared", "reviewed", "confirmed", "submitted", "accepted", "paid", "archived"]
    assert verbs(job) == [f"return.{step}" for step in steps]
    closed = close_batch(job.batch, by=by, now=NOW)
    with pytest.raises(Refused):
        close_batch(closed, by=by, now=NOW)
    with pytest.raises(Refused):
        block_return(job, because="Late", by=by)
    assert reopen_batch(closed, by=by).status == FilingBatch.Status.OPEN


def test_with_nothing_to_pay_it_goes_straight_to_the_archive(cast: Cast) -> None:
    job = advanced(prepared(opened(cast, powers=STANDING).jobs.get(), NIL), "review", "confirm", "submit")
    assert (job.channel, job.confirmed_name) == ("standing", "Amara")
    assert not Delivery.objects.filter(template="return_to_confirm").exists()
    job = record_receipt(job, receipt="HZ1", on=TODAY, by=partner(), now=NOW)
    assert (job.status, advanced(job, "archive").status) == ("nil", "closed")


def test_whoever_prepared_it_does_not_review_it(job: FilingJob) -> None:
    job = prepared(job)
    with pytest.raises(Refused, match="Ask a colleague"):
        act_on_return(job, "review", by=partner("Lu"), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        FilingJob.objects.filter(pk=job.pk).update(reviewed_by=partner("Lu"))


def test_nothing_is_submitted_without_a_live_mandate(cast: Cast) -> None:
    job = advanced(prepared(opened(cast, powers=STANDING).jobs.get()), "review", "confirm")
    mandate = Mandate.objects.get()
    revoke_mandate(mandate, on=TODAY, because="Another partner", seen=1, by=partner())
    with pytest.raises(Refused, match="power of attorney"):
        act_on_return(job, "submit", by=partner(), now=NOW)
    assert act_on_returns(job.batch, [job], "submit", by=partner(), now=NOW) == 0
    job.refresh_from_db()
    assert job.status == "confirmed"
    with pytest.raises(Refused):
        revoke_mandate(mandate, on=TODAY, because="Again", seen=2, by=partner())


def test_nothing_is_submitted_without_the_word_of_the_firm(job: FilingJob) -> None:
    job = advanced(prepared(job), "review")
    with pytest.raises(Refused, match="standing authority"):
        act_on_return(job, "confirm", by=partner(), now=NOW)
    with pytest.raises(Refused):
        act_on_return(job, "submit", by=partner(), now=NOW)
    job = confirm_on_paper(job, name="Amara Nwosu", by=partner(), now=NOW)
    FilingJob.objects.filter(pk=job.pk).update(figures_hash="other")
    with pytest.raises(Refused, match="not confirmed these figures"):
        act_on_return(job, "submit", by=partner(), now=NOW)


def test_nothing_is_submitted_before_the_filing_period_opens(cast: Cast) -> None:
    job = advanced(prepared(opened(cast, powers=STANDING).jobs.get()), "review", "confirm")
    FilingBatch.objects.update(opens_on=TODAY + timedelta(days=1))
    job.batch.refresh_from_db()
    with pytest.raises(Refused, match="has not opened"):
        act_on_return(job, "submit", by=partner(), now=NOW)


def test_only_the_firm_confirms_and_only_what_it_saw(cast: Cast, job: FilingJob) -> None:
    job = advanced(prepared(job), "review")
    with pytest.raises(Refused, match="figures changed"):
        confirm_return(job, figures="older", by=cast.amara, now=NOW)
    for other in (cast.bao, cast.wei, partner()):
        with pytest.raises(NotAllowed):
            confirm_return(job, figures=job.figures_hash, by=other, now=NOW)
    assert confirm_return(job, figures=job.figures_hash, by=cast.amara, now=NOW).channel == "portal"


def test_a_double_click_is_refused_and_leaves_one_trace(job: FilingJob) -> None:
    first = prepared(job)
    with pytest.raises(Stale):
        prepare_return(first, replace(SUMS, source="Another"), seen=first.version - 1, by=partner("Lu"), now=NOW)
    with pytest.raises(WrongMove):
        prepare_return(first, SUMS, seen=first.version, by=partner("Lu"), now=NOW)
    advanced(first, "review")
    with pytest.raises(Refused):
        act_on_return(first, "review", by=partner(), now=NOW)
    assert verbs(job) == ["return.prepared", "return.reviewed"]


def test_what_is_sent_back_forgets_what_was_said_of_it(cast: Cast, job: FilingJob) -> None:
    job = advanced(prepared(job), "review")
    job = confirm_return(job, figures=job.figures_hash, by=cast.amara, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        send_back_return(job, because=" ", seen=job.version, by=partner())
    job = send_back_return(job, because="A list is missing", seen=job.version, by=partner())
    assert (job.status, job.confirmed_hash, job.reviewed_by, job.reason) == ("open", "", None, "A list is missing")
    assert prepared(job).reason == ""


def test_a_rejected_return_is_prepared_again(cast: Cast) -> None:
    job = advanced(prepared(opened(cast, powers=STANDING).jobs.get()), "review", "confirm", "submit")
    for on in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(Refused, match="between the submission and today"):
            record_receipt(job, receipt="HZ1", on=on, by=partner(), now=NOW)
    job = record_rejection(job, because="Does not match the invoices", by=partner())
    assert (job.turn, job.reason) == ("partner", "Does not match the invoices")
    with pytest.raises(WrongMove):
        record_rejection(job, because="Again", by=partner())
    assert prepared(job).status == "prepared"


def test_a_batch_closes_over_accepted_reasons_only(cast: Cast) -> None:
    batch = opened(cast, firms=2)
    first, second = batch.jobs.order_by("pk")
    set_return_aside(first, because="Small-scale since January", by=partner())
    blocked = block_return(second, because="Passport expired", by=partner())
    with pytest.raises(Refused, match="1 return is neither"):
        close_batch(batch, by=partner(), now=NOW)
    with pytest.raises(NotAllowed):
        accept_reason(blocked, by=cast.wei)
    accept_reason(accept_reason(blocked, by=cast.mei), by=cast.mei)
    assert verbs(blocked)[-2:] == ["return.blocked", "return.reason_accepted"]
    assert close_batch(batch, by=partner(), now=NOW).status == "closed"
    reopen_batch(batch, by=partner())
    assert unblock_return(blocked, by=partner()).status == "open"
    with pytest.raises(Refused, match="blocked return"):
        accept_reason(blocked, by=cast.mei)


def test_many_at_once_move_as_one_and_say_who_stays(cast: Cast) -> None:
    batch = opened(cast, firms=3, powers=STANDING)
    jobs = list(batch.jobs.order_by("pk"))
    for job in jobs[:2]:
        prepared(job)
    jobs = list(queries.jobs_of(batch, partner()))
    preview = queries.preview_act(batch, jobs, "review", by=partner(), day=TODAY)
    assert (len(preview.moves), len(preview.stays)) == (2, 1)
    assert act_on_returns(batch, jobs, "review", by=partner(), now=NOW) == 2
    assert act_on_returns(batch, jobs, "review", by=partner(), now=NOW) == 0  # a second click
    assert [entry.verb for entry in trail.of(batch)].count("return.reviewed") == 1
    assert queries.states_of(batch, partner()) == {"open": 1, "reviewed": 2}
    with pytest.raises(Refused, match="no such act"):
        act_on_returns(batch, jobs, "burn", by=partner(), now=NOW)


def test_nobody_else_touches_a_return(cast: Cast, job: FilingJob) -> None:
    for other in (cast.amara, cast.wei, cast.mei):
        for act in ("review", "submit"):
            with pytest.raises(NotAllowed):
                act_on_return(job, act, by=other, now=NOW)
    assert verbs(job) == []


def test_each_sees_the_returns_of_the_own_firms(cast: Cast, job: FilingJob) -> None:
    type(job.enterprise).objects.update(adviser=cast.wei)
    for who, count in ((cast.amara, 1), (cast.wei, 1), (cast.mei, 1), (partner(), 1), (cast.bao, 0), (cast.zoe, 0)):
        assert FilingJob.objects.visible_to(who).count() == count, who
    assert not FilingBatch.objects.visible_to(cast.zoe).exists()
    assert not FilingBatch.objects.visible_to(cast.amara).exists()
    cast.zoe.roles = ["building"]
    assert not FilingJob.objects.visible_to(cast.zoe).exists()
    assert date(2026, 3, 16) == job.batch.due_on
