"""A request like a parcel: where it is, what comes, whose turn it is."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.functional import Promise as Lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.accounts.models import User
from kudosbay.faces.edition_showing import answer_shown
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.promise_showing import details, in_words, kind_name, shown_title
from kudosbay.kernel.formats import format_date, moment_words, workday
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.text import pick
from kudosbay.messaging.queries import conversation
from kudosbay.promises.catalogue import services
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import promise_timeline

Status = Promise.Status
TURN: Final = {"new": "centre", "us": "centre", "them": "authority", "asker": "founder"}
# Acts that do not stand here are the team's own.
TOLD: Final[Mapping[str, Lazy]] = {
    "promise.asked": gettext_lazy("You asked"),
    "promise.made": gettext_lazy("We wrote down what you asked"),
    "promise.accepted": gettext_lazy("We are on it"),
    "promise.passed_on": gettext_lazy("Put before the zone or the authority"),
    "promise.taken_back": gettext_lazy("They answered us"),
    "promise.step_done": gettext_lazy("One step further"),
    "promise.handed_over": gettext_lazy("Somebody else looks after it now"),
    "promise.late": gettext_lazy("We are late and told ourselves so"),
    "promise.replied": gettext_lazy("We answered"),
    "promise.confirmed": gettext_lazy("You confirmed that it is done"),
    "promise.reopened": gettext_lazy("You opened it again"),
    "promise.withdrawn": gettext_lazy("You took it back"),
    "promise.rated": gettext_lazy("You gave a mark"),
    "promise.message_in": gettext_lazy("You wrote to us"),
    "promise.message_out": gettext_lazy("We wrote to you"),
}


def request_page(promise: Promise, user: User) -> dict[str, Any]:
    return {
        "promise": promise,
        "title": shown_title(promise),
        "reply": in_words(promise, "reply"),
        "kind": kind_name(promise.kind),
        "answer": answer_shown(promise.answer, localdate()) if promise.answer and promise.is_answered else None,
        "details": details(promise),
        "steps": tracker(promise),
        "turn": TURN.get(promise.turn, "done"),
        "said": list(conversation(promise.thread, user=user)) if promise.thread else [],
        "happenings": happenings(list(promise_timeline(promise))),
        "service": services().get(promise.service),
        "late": promise.status in Promise.UNANSWERED and promise.stair > 0,
    }


def tracker(promise: Promise) -> list[dict[str, Any]]:
    """Return the way of the request: asked, in hand, its own steps, answered, confirmed."""
    answered = promise.replied_at is not None and promise.status in {Status.REPLIED, Status.KEPT}
    way = [
        _step(_("You asked"), done=True, when=moment_words(promise.made_at), turn="founder"),
        _step(_("Somebody looks after it"), done=promise.accepted_at is not None, when=_when(promise.accepted_at)),
        *[_own_step(step, done=answered) for step in promise.steps.all()],
        _step(_("Answer"), done=answered, when=_when(promise.replied_at) or _due(promise), turn=_whose(promise)),
        _step(_("You confirm that it is done"), done=promise.status == Status.KEPT, turn="founder"),
    ]
    return _with_now(way) if promise.is_open else way


def _own_step(step: Any, *, done: bool) -> dict[str, Any]:
    when = format_date(step.done_on, "medium") or (workday(step.due_on) if step.due_on else "")
    return _step(pick(step.names, [html_lang()]).text, done=done or step.done_on is not None, when=when)


def _step(label: str, *, done: bool, when: str = "", turn: str = "centre") -> dict[str, Any]:
    return {"label": label, "state": "done" if done else "todo", "when": when, "turn": turn}


def _when(moment: Any) -> str:
    return moment_words(moment) if moment else ""


def _due(promise: Promise) -> str:
    return _("by %(day)s") % {"day": workday(localdate(promise.due_at))} if promise.is_open else ""


def _whose(promise: Promise) -> str:
    return "authority" if promise.status == Status.PASSED_ON else "centre"


def _with_now(way: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first = next((step for step in way if step["state"] != "done"), None)
    if first:
        first["state"] = "now"
    return way


def happenings(entries: Sequence[TrailEntry]) -> list[dict[str, Any]]:
    return [{"title": str(TOLD[entry.verb]), "when": moment_words(entry.at)} for entry in entries if entry.verb in TOLD]
