"""What is said and shown: minutes and a visit's live page, frozen figures, papers."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.documents.commands import store_file
from kudosbay.faces import gathering_words as words
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.follow_showing import follow_ups, followed
from kudosbay.faces.desk.gathering_fetching import gathering_of
from kudosbay.faces.desk.minutes_forms import MaterialForm, StatementForm, offices
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands, queries
from kudosbay.gatherings.models import FollowUp, Gathering, Material, Statement
from kudosbay.statistics.briefing import frozen_figures


def minutes(request: HttpRequest, gathering: str) -> HttpResponse:
    """The page that stays open while people speak: one line after the other, kept as it is sent."""
    found = gathering_of(request, gathering)
    form = StatementForm(request.POST if request.method == "POST" else None, initial={"kind": _first_kind(found)})
    if form.is_valid() and attempt(form, lambda: _said(request, found, form)) is not None:
        messages.success(request, _("Kept."))
        return redirect("desk:gathering_minutes", gathering)
    context = {"event": found, "form": form, "words": words, "offices": offices(found)}
    told = {"statements": list(reversed(queries.statements_of(found))), "followed": followed(follow_ups(found))}
    return desk_page(request, "desk/gatherings/minutes.html", context | told, status=422 if form.errors else 200)


def _first_kind(found: Gathering) -> str:
    return Statement.Kind.REMARK if found.kind == "visit" else Statement.Kind.SAID


def _said(request: HttpRequest, found: Gathering, form: StatementForm) -> Statement | FollowUp:
    """Words are kept; what somebody asked for is promised an answer as well."""
    by, now = user_of(request), timezone.now()
    if form.is_followed:
        return commands.note_wish(found, said_at=now, by=by, course=form.course, **form.values)
    return commands.note_statement(found, said_at=now, by=by, **form.values)


@require_POST
def freeze(request: HttpRequest, gathering: str) -> HttpResponse:
    """Keep the centre's figures as of the day of the visit, or as of today if it is still to come."""
    found = gathering_of(request, gathering)
    freeze_now(found, by=user_of(request), now=timezone.now())
    messages.success(request, _("The figures are kept as they are now. What is said is kept with them."))
    return redirect("desk:gathering_minutes", found.reference)


def day_of(found: Gathering, now: datetime) -> date:
    return min(localdate(found.starts_at), localdate(now))


def freeze_now(found: Gathering, *, by: User, now: datetime) -> Gathering:
    day = day_of(found, now)
    return commands.freeze_figures(found, frozen_figures(day), as_of=day.isoformat(), by=by, now=now)


def material(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    posted = request.method == "POST"
    form = MaterialForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid() and attempt(form, lambda: _added(request, found, form)) is not None:
        messages.success(request, _("The paper is with the event."))
        return redirect("desk:gathering", gathering)
    context = {"form": form, "event": found, "heading": _("Add a paper"), "verb": _("Add the paper"), "files": True}
    return desk_page(request, "desk/gatherings/form.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, found: Gathering, form: MaterialForm) -> Material:
    by, now = user_of(request), timezone.now()
    stored = store_file(form.cleaned_data["file"], by=by, now=now)
    return commands.add_material(found, stored, by=by, now=now, **form.values)
