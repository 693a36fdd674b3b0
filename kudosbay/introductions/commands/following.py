"""After the names are open: the meeting, how it goes at 7, 30 and 90 days, the receipt, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.introductions import policy
from kudosbay.introductions.commands.matching import locked
from kudosbay.introductions.commands.parking import things_of
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import FollowUp, Introduction
from kudosbay.introductions.telling import tell_sides
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused

LIVE = {Introduction.Status.INTRODUCED, Introduction.Status.DONE}


@transaction.atomic
def arrange_meeting(introduction: Introduction, *, at: datetime, place: str, by: User, seen: int) -> Introduction:
    introduction = locked(introduction)
    _must_follow(introduction, by)
    introduction.change(seen, meeting_at=at, meeting_place=place.strip())
    trail.record(by, "introduction.meeting_set", on=things_of(introduction), facts={"at": at.isoformat()})
    return introduction


@transaction.atomic
def ask_follow_up(follow_up: FollowUp, *, by: trail.Actor, now: datetime) -> FollowUp | None:
    """Ask both sides how it goes, once; None where somebody asked or answered already, or the names are closed."""
    introduction = locked(follow_up.introduction)
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if follow_up.asked_at or follow_up.done_at or introduction.status not in LIVE:
        return None
    follow_up.asked_at = now
    follow_up.save(update_fields=["asked_at"])
    act = f"follow_up:{follow_up.after_days}"
    trail.record(by, "introduction.asked", on=things_of(introduction), facts={"days": follow_up.after_days})
    tell_sides(introduction, "follow_up_asked", act=act, by=by, now=now, sides=(NEED, OFFER))
    return follow_up


@transaction.atomic
def answer_follow_up(follow_up: FollowUp, *, answer: str, note: str, by: User, now: datetime) -> FollowUp:
    """Say how it goes: either side, or the adviser who asked by telephone."""
    introduction = locked(follow_up.introduction)
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    _must_be_of(introduction, by)
    if introduction.status not in LIVE:
        raise Refused(_("This introduction does not go on: nothing is asked any more."))
    if follow_up.done_at:
        raise Refused(_("Somebody answered this already."))
    if answer not in FollowUp.Answer.values:
        raise Refused(_("Choose one of what is offered."), field="answer")
    follow_up.answer, follow_up.note, follow_up.done_at, follow_up.by = answer, note.strip(), now, by
    follow_up.save(update_fields=["answer", "note", "done_at", "by"])
    facts = {"days": follow_up.after_days, "answer": answer}
    trail.record(by, "introduction.followed_up", on=things_of(introduction), facts=facts)
    return follow_up


def _must_be_of(introduction: Introduction, by: User) -> None:
    if not any(policy.is_whose(introduction.notice(side), by) for side in (NEED, OFFER)):
        policy.must_be_staff(by)


@transaction.atomic
def record_receipt(
    introduction: Introduction, *, number: str, received_on: date, receipt_from: str, by: User, now: datetime, seen: int
) -> Introduction:
    """Record that the zone's office took the project in, under its own number."""
    introduction = locked(introduction)
    _must_follow(introduction, by)
    if not introduction.the_kind.has_receipt:
        raise Refused(_("For this kind nobody gives a receipt."))
    if received_on > localdate(now):
        raise Refused(_("This day has not come yet."), field="received_on")
    if not number.strip():
        raise Refused(_("Enter the number of the receipt."), field="number")
    introduction.change(seen, receipt_number=number.strip(), receipt_from=receipt_from.strip(), received_on=received_on)
    facts = {"on": str(received_on), "number": number.strip()}
    trail.record(by, "introduction.received", on=things_of(introduction), facts=facts)
    return introduction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an introduction; value and saving in one currency."""

    outcome: str
    on: date
    note: str = ""
    value: Decimal | None = None
    saving: Decimal | None = None
    currency: str = ""
    credit: User | None = None


@transaction.atomic
def record_outcome(introduction: Introduction, told: Outcome, *, by: User, now: datetime, seen: int) -> Introduction:
    """Record what came of it; a later outcome replaces an earlier one, and the trail keeps both."""
    introduction = locked(introduction)
    _must_follow(introduction, by)
    _must_be_so(introduction, told, today=localdate(now))
    introduction.change(seen, **_values(introduction, told))
    if introduction.status == Introduction.Status.INTRODUCED:
        introduction.move_to(Introduction.Status.DONE)
    facts = {"outcome": told.outcome, "on": str(told.on), "value": _text(told.value), "saving": _text(told.saving)}
    trail.record(by, "introduction.ended_in", on=things_of(introduction), facts=facts)
    return introduction


def _values(introduction: Introduction, told: Outcome) -> dict[str, Any]:
    priced = told.value is not None or told.saving is not None
    return {
        "outcome": told.outcome,
        "outcome_on": told.on,
        "outcome_note": told.note.strip(),
        "value": told.value,
        "saving": told.saving,
        "currency": told.currency if priced else "",
        "credit": told.credit or introduction.credit,
    }


def _must_be_so(introduction: Introduction, told: Outcome, *, today: date) -> None:
    kind = introduction.the_kind
    if told.outcome not in dict(kind.outcomes):
        raise Refused(_("Choose one of what is offered."), field="outcome")
    if told.on > today or (introduction.introduced_on and told.on < introduction.introduced_on):
        raise Refused(_("Enter a day between the introduction and today."), field="on")
    if told.saving is not None and not kind.has_saving:
        raise Refused(_("A saving is recorded for work packages only."), field="saving")
    if (told.value is not None or told.saving is not None) and not told.currency:
        raise Refused(_("Choose the currency."), field="currency")
    if any(amount is not None and amount < 0 for amount in (told.value, told.saving)):
        raise Refused(_("An amount cannot be less than nothing."), field="value")


def _must_follow(introduction: Introduction, by: User) -> None:
    policy.must_be_staff(by)
    if introduction.status not in LIVE:
        raise Refused(_("First both sides agree: then there is something to follow."))


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)
