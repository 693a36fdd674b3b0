"""A need and an offer are brought together: by the adviser, or by whoever answers a published notice."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.introductions import policy
from kudosbay.introductions.commands.parking import things_of
from kudosbay.introductions.fit import fit
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.introductions.telling import tell_sides
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.numbers import next_reference


@transaction.atomic
def propose_introduction(need: Notice, offer: Notice, *, by: User, now: datetime) -> Introduction:
    """Ask both sides whether they want to meet. The centre's own side has agreed by proposing."""
    policy.must_be_staff(by)
    need, offer = _locked(need, offer)
    made = bring_together(need, offer, now=now, status=Introduction.Status.PROPOSED)
    _centre_agrees(made, now=now)
    trail.record(by, "introduction.proposed", on=things_of(made), facts={"kind": made.kind})
    sides = [side for side in (NEED, OFFER) if made.agreed_at(side) is None]
    tell_sides(made, "introduction_proposed", act="proposed", by=by, now=now, sides=sides)
    return made


@transaction.atomic
def answer_notice(target: Notice, *, own: Notice, words: str, by: User, now: datetime) -> Introduction:
    """Answer somebody's published notice with one's own: one's own side agrees by answering, the adviser looks first."""
    policy.must_be_whose(own, by)
    if policy.is_whose(target, by):
        raise Refused(_("This notice is your own."))
    need, offer = _locked(*((target, own) if target.side == NEED else (own, target)))
    answered = {"words": words.strip(), "answered_by": by, f"{own.side}_agreed_at": now}
    made = bring_together(need, offer, now=now, status=Introduction.Status.ANSWERED, **answered)
    trail.record(by, "introduction.answered", on=things_of(made), facts={"kind": made.kind})
    return made


@transaction.atomic
def pass_answer_on(introduction: Introduction, *, by: User, now: datetime) -> Introduction:
    """Having looked at an answer, ask the other side."""
    policy.must_be_staff(by)
    introduction = locked(introduction)
    policy.must_be_open([introduction.need, introduction.offer], today=localdate(now))
    introduction.move_to(Introduction.Status.PROPOSED)
    _centre_agrees(introduction, now=now)
    trail.record(by, "introduction.proposed", on=things_of(introduction), facts={"kind": introduction.kind})
    sides = [side for side in (NEED, OFFER) if introduction.agreed_at(side) is None]
    tell_sides(introduction, "introduction_proposed", act="proposed", by=by, now=now, sides=sides)
    return introduction


def bring_together(need: Notice, offer: Notice, *, now: datetime, status: str, **more: Any) -> Introduction:
    today = localdate(now)
    policy.must_match(need, offer)
    policy.must_be_open([need, offer], today=today)
    if Introduction.objects.filter(need=need, offer=offer).exists():
        raise Refused(_("These two were brought together before. Open that introduction instead."))
    policy.must_leave_room(need)
    return Introduction.objects.create(
        reference=next_reference("I", today.year),
        kind=need.kind,
        need=need,
        offer=offer,
        status=status,
        adviser=need.adviser,
        credit=need.brought_by or offer.brought_by,
        fit=fit(need, offer, today=today).as_json(),
        proposed_at=now,
        known_since=today,
        **more,
    )


def _centre_agrees(introduction: Introduction, *, now: datetime) -> None:
    for side in (NEED, OFFER):
        if not introduction.notice(side).party and introduction.agreed_at(side) is None:
            setattr(introduction, f"{side}_agreed_at", now)
            introduction.save(update_fields=[f"{side}_agreed_at"])


def _locked(need: Notice, offer: Notice) -> tuple[Notice, Notice]:
    """Lock both in the order of their ids, so that two people never wait for each other."""
    rows = Notice.objects.select_for_update(of=("self",)).select_related("person", "enterprise", "brought_by")
    found = {notice.pk: notice for notice in rows.filter(pk__in=[need.pk, offer.pk]).order_by("pk")}
    if len(found) != 2:
        raise NotAllowed(_("A need meets an offer of the same kind."))
    return found[need.pk], found[offer.pk]


def locked(introduction: Introduction) -> Introduction:
    return Introduction.objects.select_for_update(of=("self",)).with_sides().get(pk=introduction.pk)
