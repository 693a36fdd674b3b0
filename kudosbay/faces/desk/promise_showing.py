"""What the desk shows of promises."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.centre.clock import working_days_between
from kudosbay.faces.desk.promise_answer_showing import prepared
from kudosbay.faces.desk.promise_forms import (
    ConfirmedForm,
    HandOverForm,
    PassOnForm,
    PromiseFilter,
    ReplyForm,
    StepForm,
    TranslateForm,
    WriteForm,
)
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.promise_showing import asker, details, in_words, kind_name, mark_words, shown_title
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.text import pick
from kudosbay.messaging.queries import conversation
from kudosbay.premises.space import space
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import promise_timeline, queue_counts

TONES = {"due": "turn", "late": "bad", "new": "info"}


def days_left(promise: Promise) -> int | None:
    """Return Chinese working days until an answer is due; nothing once it is given."""
    if promise.status not in Promise.UNANSWERED:
        return None
    today, due = localdate(), localdate(promise.due_at)
    left = working_days_between(today, due)
    return 1 if left == 0 and due > today else left  # asked on a Sunday, Monday is not today


def labels() -> dict[str, str]:
    return {
        "all": _("All open"),
        "due": _("Due today"),
        "late": _("Late"),
        "new": _("New"),
        "us": _("Our turn"),
        "them": _("Zone or authority"),
        "asker": _("To be confirmed"),
    }


def chips(form: PromiseFilter, user: User, *, now: datetime) -> list[dict[str, Any]]:
    """Return a chip for each queue with its live count; the address keeps the rest of the filter."""
    counts = queue_counts(user, now=now, owner=form.whose, kind=form.wanted.kind)
    made = [_chip(form, name, label=label, count=counts[name]) for name, label in labels().items()]
    return [*made, _chip(form, "over", label=_("Closed"), count=None)]


def _chip(form: PromiseFilter, name: str, *, label: str, count: int | None) -> dict[str, Any]:
    query = form.kept | {"queue": "" if name == "all" else name}
    address = urlencode({key: value for key, value in query.items() if value})
    return {
        "label": label,
        "count": count,
        "href": f"{reverse('desk:promises')}?{address}",
        "current": name == (form.queue or "all"),
        "tone": TONES.get(name),
    }


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: kind_name(row.kind)),
        Column(_("Who asks"), asker),
        Column(_("In one line"), lambda row: row.title),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Owner"), lambda row: row.owner),
        Column(_("Asked on"), lambda row: localdate(row.made_at)),
        Column(_("Due"), lambda row: formats.moment_words(row.due_at)),
        Column(_("Answered"), lambda row: localdate(row.replied_at) if row.replied_at else ""),
        Column(_("Closed"), lambda row: localdate(row.closed_at) if row.closed_at else ""),
        Column(_("Mark"), lambda row: row.rating),
    ]


def promise_page(promise: Promise, user: User, failing: Mapping[str, Any] | None = None) -> dict[str, Any]:
    version = {"version": promise.version}
    person = promise.asker_person
    return {
        "promise": promise,
        "asker": asker(promise),
        "kind": kind_name(promise.kind),
        "shown": {name: in_words(promise, name) for name in ("words", "reply")} | {"title": shown_title(promise)},
        "gathers": promise.gathers.select_related("asker_person").order_by("made_at", "id"),
        "details": details(promise),
        "room": space(localdate()) if promise.kind == "space_need" else None,
        "prepared": prepared(promise, user, localdate()),
        "takes_publication": promise.kind == "question" and person is not None and not promise.is_answered,
        "addressee": pick(promise.addressee, [html_lang()]).text,
        "themes": [pick(one.names, [html_lang()]).text for one in themes_of(promise)],
        "steps": [(pick(one.names, [html_lang()]).text, one) for one in promise.steps.select_related("done_by")],
        "mark": mark_words(promise.rating),
        "left": days_left(promise),
        "is_late": promise.status in Promise.UNANSWERED and promise.due_at < timezone.now(),
        "said": list(conversation(promise.thread, user=user)) if promise.thread else [],
        "happenings": [_told(entry) for entry in promise_timeline(promise)],
        "speaks_for_asker": promise.status == Promise.Status.REPLIED and not (person and person.user_id),
        "can_write": bool(person) and not promise.inside,
        "replying": ReplyForm(initial=version | {"outcome": "done"}),
        "passing": PassOnForm(initial=version),
        "handing": HandOverForm(initial=version | {"owner": promise.owner_id}),
        "translating": TranslateForm(initial=version),
        "stepping": StepForm(),
        "writing": WriteForm(),
        "confirming": ConfirmedForm(initial=version),
    } | dict(failing or {})


def promise_chips(user: User) -> list[dict[str, Any]]:
    """Return for *My day* what waits among one's own requests: an address and a live count each."""
    counts = queue_counts(user, now=timezone.now(), owner=user.pk)
    names = ("due", "late", "new", "us", "asker")
    address = reverse("desk:promises")
    return [
        {"label": label, "count": counts[name], "href": f"{address}?queue={name}&team=0", "tone": TONES.get(name)}
        for name, label in labels().items()
        if name in names
    ]


def _told(entry: TrailEntry) -> dict[str, str]:
    kept = getattr(entry, "value", None)
    because = str(kept.values.get("because", "")) if kept else ""
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": because}
