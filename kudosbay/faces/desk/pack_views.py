"""The pack for an official visit, and the link for the visitor."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.documents.storage import read_file
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.gathering_acts_views import tried
from kudosbay.faces.desk.gathering_fetching import visit_of
from kudosbay.faces.desk.minutes_views import day_of, freeze_now
from kudosbay.faces.desk.pack_forms import PackForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.downloads import as_download
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands
from kudosbay.gatherings.models import Gathering, VisitPack
from kudosbay.kernel.labels import themes_of
from kudosbay.statistics.briefing import briefing, frozen_figures


def new(request: HttpRequest, visit: str) -> HttpResponse:
    """Choose focus and languages, see what will be in it, and have it made."""
    found = visit_of(request, visit)
    form = PackForm(request.POST or None, initial=_initial(found))
    asked = form.is_valid() and request.POST.get("act") != "preview"
    made = attempt(form, lambda: _asked(request, found, form)) if asked else None
    if made:
        return redirect("desk:visit_pack", visit, made.key)
    context = {"event": found, "form": form, "preview": _preview(found, form)}
    return desk_page(request, "desk/gatherings/pack_new.html", context, status=422 if form.errors else 200)


def _initial(found: Gathering) -> dict[str, Any]:
    return {"focus": next((one.code for one in themes_of(found)), ""), "languages": ["zh-Hans", "en"]}


def _asked(request: HttpRequest, found: Gathering, form: PackForm) -> VisitPack:
    """Freeze the figures where nobody did, and ask for the pack of these."""
    by, now = user_of(request), timezone.now()
    frozen = found if found.figures else freeze_now(found, by=by, now=now)
    content = briefing(frozen, today=localdate(now), **form.wanted)
    return commands.ask_pack(frozen, content, focus=form.wanted["focus"], by=by, now=now)


def _preview(found: Gathering, form: PackForm) -> dict[str, Any] | None:
    """Show what a pack would hold; before figures are frozen, as they are now."""
    wanted = form.wanted if form.is_bound and form.is_valid() else form.initial
    if not found.figures:
        now = timezone.now()
        day = day_of(found, now)
        found.figures = {"as_of": day.isoformat(), "frozen_at": now.isoformat(), "values": frozen_figures(day)}
        return briefing(found, today=localdate(), **wanted) | {"not_frozen": True}
    return briefing(found, today=localdate(), **wanted)


def pack(request: HttpRequest, visit: str, pack: str) -> HttpResponse:
    found = visit_of(request, visit)
    one = get_object_or_404(found.packs.prefetch_related("files__file").select_related("asked_by"), key=pack)
    template = "desk/gatherings/pack.html"
    return desk_page(request, template, {"event": found, "pack": one, "content": one.content})


def file(request: HttpRequest, visit: str, pack: str, form: str) -> HttpResponseBase:
    one = get_object_or_404(visit_of(request, visit).packs.all(), key=pack)
    found = get_object_or_404(one.files.select_related("file"), form=form).file
    return as_download(read_file(found), name=found.name, kind=found.kind)


@require_POST
def link(request: HttpRequest, visit: str) -> HttpResponse:
    found, by, days = visit_of(request, visit), user_of(request), request.POST.get("days", "")
    wanted = int(days) if days.isascii() and days.isdecimal() and len(days) < 4 else 0
    return tried(request, lambda: commands.open_link(found, days=wanted, by=by, now=timezone.now()), visit)


@require_POST
def end_link(request: HttpRequest, visit: str, visitor_link: int) -> HttpResponse:
    links = visit_of(request, visit).links.select_related("gathering")
    found = get_object_or_404(links, pk=visitor_link)
    messages.info(request, _("Whoever opens the link now is told that it has ended."))
    return tried(request, lambda: commands.end_link(found, by=user_of(request), now=timezone.now()), visit)
