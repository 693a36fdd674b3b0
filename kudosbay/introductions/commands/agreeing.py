"""Both sides agree before either learns the other's name; each may decline, or take its word back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.centre.clock import CLOSES, HOME
from kudosbay.introductions import policy
from kudosbay.introductions.commands.matching import locked
from kudosbay.introductions.commands.parking import park, things_of
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import FollowUp, Introduction, Notice
from kudosbay.introductions.telling import tell_sides
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import PEOPLE_STAFF

EVENING = timedelta(hours=2, minutes=30)  # after closing: when fairs end and leads are written to


@transaction.atomic
def agree(introduction: Introduction, side: str, *, by: User, now: datetime) -> Introduction:
    """Say yes for one side. With the second yes both are introduced; what ended meanwhile is parked instead."""
    introduction = locked(introduction)
    _must_answer(introduction, side, by)
    if introduction.agreed_at(side):
        raise Refused(_("This side agreed already."))
    over = _over(introduction, now)
    if over:
        park(introduction, because=over, by=by, now=now)
        return introduction
    setattr(introduction, f"{side}_agreed_at", now)
    introduction.save(update_fields=[f"{side}_agreed_at"])
    facts = {"side": side, "assisted": bool(by.role_set & PEOPLE_STAFF)}
    trail.record(by, "introduction.agreed", on=things_of(introduction), facts=facts)
    if introduction.need_agreed_at and introduction.offer_agreed_at:
        introduce(introduction, by=by, now=now)
    return introduction


def _over(introduction: Introduction, now: datetime) -> str:
    """Return the reason for which the two cannot meet any more, if there is one."""
    today = localdate(now)
    for notice in (introduction.need, introduction.offer):
        if not notice.is_open(today):
            return "closed" if notice.status == Notice.Status.CLOSED else "expired"
    return ""


def _must_answer(introduction: Introduction, side: str, by: User) -> None:
    if side not in {NEED, OFFER}:
        raise NotAllowed(_("There is no such side."))
    policy.must_be_whose(introduction.notice(side), by)
    if introduction.status != Introduction.Status.PROPOSED:
        raise Refused(_("Nobody waits for an answer here any more. Load the page again."))


def introduce(introduction: Introduction, *, by: trail.Actor, now: datetime) -> None:
    """Open the names to both, and lay the follow-ups. The caller holds the lock and both consents."""
    introduction.introduced_on = localdate(now)
    introduction.save(update_fields=["introduced_on"])
    introduction.move_to(Introduction.Status.INTRODUCED)
    introduction.follow_ups.filter(done_at=None).delete()
    days = introduction.the_kind.follow_ups
    laid = [FollowUp(introduction=introduction, after_days=one, due_at=due_after(now, one)) for one in days]
    FollowUp.objects.bulk_create(laid, ignore_conflicts=True)  # what was answered before a pause stays answered
    trail.record(by, "introduction.made", on=things_of(introduction), facts={"on": str(introduction.introduced_on)})
    tell_sides(introduction, "introduction_made", act="made", by=by, now=now, sides=(NEED, OFFER))


def due_after(now: datetime, days: int) -> datetime:
    """Return the end of the day so many days later; the same evening for none."""
    day = now.astimezone(HOME).date() + timedelta(days=days)
    closing = datetime.combine(day, CLOSES, tzinfo=HOME)
    return closing + EVENING if days == 0 else closing


@transaction.atomic
def decline(introduction: Introduction, side: str, *, because: str, by: User, now: datetime) -> Introduction:
    """Say no for one side: nobody was named, and the other side learns only that it does not go on."""
    introduction = locked(introduction)
    if introduction.status == Introduction.Status.ANSWERED:
        policy.must_be_staff(by)
    else:
        _must_answer(introduction, side, by)
    return _end(introduction, side, because=because, by=by, now=now)


def _end(introduction: Introduction, side: str, *, because: str, by: User, now: datetime) -> Introduction:
    introduction.because = because.strip()
    introduction.save(update_fields=["because"])
    introduction.move_to(Introduction.Status.DECLINED)
    values = {"because": introduction.because} if introduction.because else None
    trail.record(by, "introduction.declined", on=things_of(introduction), facts={"side": side}, values=values)
    sides = [policy.other(side)] if introduction.answered_by_id is None else [NEED, OFFER]
    tell_sides(introduction, "introduction_ended", act="declined", by=by, now=now, sides=sides)
    return introduction


@transaction.atomic
def withdraw_agreement(introduction: Introduction, side: str, *, by: User, now: datetime) -> Introduction:
    """Take one side's word back. The names close again at once, and the adviser decides what follows."""
    introduction = locked(introduction)
    policy.must_be_whose(introduction.notice(side), by)
    if not introduction.agreed_at(side):
        raise Refused(_("There is no consent of this side to take back."))
    setattr(introduction, f"{side}_agreed_at", None)
    introduction.save(update_fields=[f"{side}_agreed_at"])
    trail.record(by, "introduction.withdrawn", on=things_of(introduction), facts={"side": side})
    park(introduction, because=f"{side}_withdrew", by=by, now=now)
    return introduction


@transaction.atomic
def resume_introduction(introduction: Introduction, *, by: User, now: datetime) -> Introduction:
    """Take up what was parked: both notices must be open and the need have room; who has not agreed is asked again."""
    policy.must_be_staff(by)
    introduction = locked(introduction)
    need = Notice.objects.select_for_update(of=("self",)).get(pk=introduction.need_id)
    policy.must_be_open([need, introduction.offer], today=localdate(now))
    policy.must_leave_room(need)
    introduction.because = ""
    introduction.save(update_fields=["because"])
    introduction.move_to(Introduction.Status.PROPOSED)
    trail.record(by, "introduction.resumed", on=things_of(introduction))
    sides = [side for side in (NEED, OFFER) if introduction.agreed_at(side) is None]
    if not sides:
        introduce(introduction, by=by, now=now)
    act = f"resumed:{now.isoformat()}"
    tell_sides(introduction, "introduction_proposed", act=act, by=by, now=now, sides=sides)
    return introduction
