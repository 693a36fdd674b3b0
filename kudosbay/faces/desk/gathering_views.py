"""Gatherings on the desk: list and month, plan and change, one with its guests."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces import gathering_words as words
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.gathering_fetching import gathering_of
from kudosbay.faces.desk.gathering_forms import GatheringFilter, GatheringForm, SeriesForm, initial_of
from kudosbay.faces.desk.gathering_showing import columns, gathering_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands, queries
from kudosbay.gatherings.kinds import KINDS
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel.labels import put_themes, themes_of

ROWS = 50
TABLES = ("csv", "xlsx")


def gatherings(request: HttpRequest) -> HttpResponse:
    form = GatheringFilter(request.GET, years=queries.gathering_years(user_of(request)))
    found = queries.gathering_list(user_of(request), form.wanted(timezone.now()))
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "rows": rows, "words": words, "kinds": KINDS.values()}
    return desk_page(request, "desk/gatherings/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = GatheringFilter(request.POST, years=queries.gathering_years(user_of(request)))
    kind = request.POST.get("as", "csv")
    kind = kind if kind in TABLES else TABLES[0]
    rows = queries.gathering_list(user_of(request), form.wanted(timezone.now()))
    commands.note_export(what="gatherings", kind=kind, rows=rows.count(), by=user_of(request))
    return as_table(kind, "gatherings", columns=columns(), rows=rows.iterator(chunk_size=500))


def gathering(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    return desk_page(request, "desk/gatherings/gathering.html", gathering_page(found, user_of(request)))


def series(request: HttpRequest) -> HttpResponse:
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: commands.begin_series(form.texts, by=user_of(request))) is not None:
        messages.success(request, _("The series is there. Choose it when you plan an event."))
        return redirect("desk:gatherings")
    context = {"form": form, "heading": _("Begin a series"), "verb": _("Begin the series")}
    return desk_page(request, "desk/gatherings/form.html", context, status=422 if form.errors else 200)


def new(request: HttpRequest, kind: str) -> HttpResponse:
    form = _form(request, kind)
    made = attempt(form, lambda: _planned(request, kind, form)) if form.is_valid() else None
    if made:
        messages.success(request, _("Planned as a draft. Open it when it may be seen."))
        return redirect("desk:gathering", made.reference)
    heading, verb = KINDS[kind].label, _("Save the draft")
    return _form_page(request, form, heading=heading, verb=verb)


def _form(request: HttpRequest, kind: str, initial: dict[str, Any] | None = None) -> GatheringForm:
    if kind not in KINDS:
        raise Http404
    return GatheringForm(request.POST if request.method == "POST" else None, kind=kind, initial=initial)


def _planned(request: HttpRequest, kind: str, form: GatheringForm) -> Gathering:
    by = user_of(request)
    made = commands.plan_gathering(kind, by=by, now=timezone.now(), values=form.values)
    put_themes(made, form.cleaned_data["themes"], by=by)
    return made


def change(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    codes = [one.code for one in themes_of(found)]
    form = _form(request, found.kind, initial_of(found, codes))
    if form.is_valid() and attempt(form, lambda: _changed(request, found, form)) is not None:
        messages.success(request, _("Saved. Whoever has a place hears of another time or place."))
        return redirect("desk:gathering", gathering)
    return _form_page(request, form, heading=_("Change the event"), verb=_("Save"), event=found)


def _changed(request: HttpRequest, found: Gathering, form: GatheringForm) -> Gathering:
    by, now = user_of(request), timezone.now()
    changed = commands.change_gathering(found, seen=form.seen, by=by, now=now, values=form.values)
    put_themes(changed, form.cleaned_data["themes"], by=by)
    return changed


def _form_page(request: HttpRequest, form: GatheringForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return desk_page(request, "desk/gatherings/form.html", {"form": form, **context}, status=status)
