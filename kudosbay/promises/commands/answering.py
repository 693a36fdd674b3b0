"""An answer as several commands give it: to one who asked, to each of many, to somebody whom the zone considered."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import StoredFile
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.promises.commands.locking import subjects, turn
from kudosbay.promises.models import Promise
from kudosbay.promises.telling import tell
from kudosbay.publications.models import Edition

Status = Promise.Status
LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. `edition`: the published answer that stands behind the words, where there is one."""

    text: str
    outcome: str
    language: str
    evidence: str = ""
    file: StoredFile | None = None
    edition: Edition | None = None


def answer_promise(
    promise: Promise,
    text: str,
    *,
    outcome: str,
    seen: int,
    by: User,
    now: datetime,
    evidence: str = "",
    file: StoredFile | None = None,
) -> None:
    """Set the answer of a locked promise, trace it and tell the asker."""
    set_answer(promise, Answer(text, outcome, by.language, evidence, file), seen=seen, by=by, now=now)
    tell_answered(promise, by=by, now=now)


def set_answer(promise: Promise, answer: Answer, *, seen: int, by: User, now: datetime) -> None:
    if answer.outcome not in Promise.Outcome.values:
        raise Refused(_("Say what came out of it."), field="outcome")
    values: dict[str, object] = {
        "reply": _answer(answer.text),
        "reply_language": answer.language,
        "outcome": answer.outcome,
        "evidence": answer.evidence.replace("\x00", "").strip(),
        "answer": answer.edition,
        "replied_at": now,
        "accepted_at": promise.accepted_at or now,
    }
    if answer.file:
        values["evidence_file"] = answer.file
    turn(promise, Status.REPLIED, seen=seen, now=now, **values)
    facts = {"outcome": answer.outcome, "in_time": promise.in_time}
    trail.record(by, "promise.replied", on=subjects(promise), facts=facts)


def tell_answered(promise: Promise, *, by: User, now: datetime) -> None:
    tell(promise, "promise_replied", act=str(promise.version), by=by, now=now)


def _answer(text: str) -> str:
    answer = text.replace("\x00", "").strip()
    if not answer:
        raise Refused(_("Write the answer first."), field="text")
    if len(answer) > LONGEST:
        raise Refused(_("Shorten this to %(most)s signs.") % {"most": LONGEST}, field="text")
    return answer


def tell_back(group: Promise, *, by: User, now: datetime) -> None:
    """Hand the answer to each whose grievance went upward in the group; the group itself is closed with that."""
    waiting = group.gathers.select_for_update().filter(status__in=Promise.UNANSWERED).order_by("pk")
    outcome, evidence, told = group.outcome, group.evidence, list(waiting)
    for promise in told:
        seen = promise.version
        answer_promise(promise, group.reply, outcome=outcome, evidence=evidence, seen=seen, by=by, now=now)
    if told:
        how = _("Told back to each who asked: %(count)s") % {"count": len(told)}
        turn(group, Status.KEPT, seen=group.version, now=now, closed_at=now, confirmed_how=how)
        trail.record(by, "promise.told_back", on=[group], facts={"askers": len(told)})
