from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import StoredFile
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.promises.commands.answering import answer_promise, tell_back
from kudosbay.promises.commands.locking import locked, subjects, turn
from kudosbay.promises.models import PROMISE_STAFF, Promise, PromiseStep
from kudosbay.promises.policy import may_own, must_work_on
from kudosbay.promises.telling import tell, tell_staff

Status = Promise.Status


@transaction.atomic
def accept_promise(promise: Promise, *, seen: int, by: User, now: datetime) -> Promise:
    """Take it in hand; whoever asked is told who looks after it and by when."""
    promise = locked(promise)
    must_work_on(promise, by)
    accepted_at = promise.accepted_at or now
    turn(promise, Status.ACCEPTED, seen=seen, now=now, accepted_at=accepted_at)
    trail.record(by, "promise.accepted", on=subjects(promise))
    tell(promise, "promise_accepted", act=str(promise.version), by=by, now=now, owner=str(promise.owner))
    return promise


@transaction.atomic
def pass_on(promise: Promise, *, to: str, seen: int, by: User, now: datetime) -> Promise:
    """Put it before the zone or an authority: their turn begins, our clock runs on."""
    promise = locked(promise)
    must_work_on(promise, by)
    if to not in {Promise.Side.ZONE, Promise.Side.AUTHORITY}:
        raise Refused(_("Choose the zone or an authority."), field="to")
    turn(promise, Status.PASSED_ON, seen=seen, now=now, to_side=to)
    trail.record(by, "promise.passed_on", on=subjects(promise), facts={"to": to})
    return promise


@transaction.atomic
def take_back(promise: Promise, *, seen: int, by: User, now: datetime) -> Promise:
    """The zone or the authority has answered us: our turn again."""
    promise = locked(promise)
    must_work_on(promise, by)
    turn(promise, Status.ACCEPTED, seen=seen, now=now)
    trail.record(by, "promise.taken_back", on=subjects(promise))
    return promise


@transaction.atomic
def reply(
    promise: Promise,
    text: str,
    *,
    outcome: str,
    seen: int,
    by: User,
    now: datetime,
    evidence: str = "",
    file: StoredFile | None = None,
) -> Promise:
    """Answer with what came out of it. It stays open until whoever asked confirms."""
    promise = locked(promise)
    must_work_on(promise, by)
    answer_promise(promise, text, outcome=outcome, seen=seen, by=by, now=now, evidence=evidence, file=file)
    tell_back(promise, by=by, now=now)
    return promise


@transaction.atomic
def hand_over(promise: Promise, owner: User, *, seen: int, by: User, now: datetime) -> Promise:
    promise = locked(promise)
    must_work_on(promise, by)
    if not may_own(owner):
        raise Refused(_("Choose somebody who looks after requests."), field="owner")
    before = promise.owner_id
    promise.change(seen, owner=owner, stair=0)
    trail.record(by, "promise.handed_over", on=subjects(promise), facts={"before": before, "owner": owner.pk})
    if owner.pk != by.pk:
        tell_staff(owner, "promise_new", promise, act=str(promise.version), by=by, now=now)
    return promise


@transaction.atomic
def add_step(promise: Promise, text: str, *, due_on: date | None, by: User) -> PromiseStep:
    promise = locked(promise)
    must_work_on(promise, by)
    if not text.strip():
        raise Refused(_("Say what is to be done."), field="text")
    last = promise.steps.order_by("-place").values_list("place", flat=True).first() or 0
    step = promise.steps.create(place=last + 1, names={by.language: text.strip()[:200]}, due_on=due_on)
    trail.record(by, "promise.step_added", on=subjects(promise), facts={"step": step.place})
    return step


@transaction.atomic
def finish_step(step: PromiseStep, *, by: User, now: datetime) -> PromiseStep:
    """Tick a step. The second click finds it done and changes nothing."""
    promise = locked(step.promise)
    must_work_on(promise, by)
    step = PromiseStep.objects.select_for_update().get(pk=step.pk)
    if step.done_on is None:
        step.done_on, step.done_by = localdate(now), by
        step.save(update_fields=["done_on", "done_by"])
        trail.record(by, "promise.step_done", on=subjects(promise), facts={"step": step.place})
    return step


@transaction.atomic
def note_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    """Note that rows of promises left the system: how many, in which form, narrowed by what."""
    trail.record(by, "promises.exported", on=[], facts={"rows": rows, "form": kind} | wanted)


@transaction.atomic
def translate_promise(promise: Promise, language: str, said: dict[str, str], *, seen: int, by: User) -> Promise:
    """Keep title, words and answer in a further language, beside the original."""
    promise = locked(promise)
    if not by.role_set & PROMISE_STAFF:
        raise NotAllowed(_("Only the centre’s staff can do this."))
    kept = {name: text.strip() for name, text in said.items() if text.strip()}
    promise.change(seen, translated=promise.translated | {language: kept})
    trail.record(by, "promise.translated", on=subjects(promise), facts={"language": language})
    return promise
