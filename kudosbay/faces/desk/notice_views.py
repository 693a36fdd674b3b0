"""Needs and offers at the desk: list, review queue, page with suggestions, entering on somebody's behalf."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.introduction_forms import BackForm, NoticeFilter, StaffNoticeForm, written
from kudosbay.faces.desk.introduction_showing import notice_columns, notice_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.introductions import commands, queries
from kudosbay.introductions.kinds import BOTH, KINDS
from kudosbay.introductions.models import Notice
from kudosbay.kernel.labels import themes_of

ROWS = 50
KINDS_OF_EXPORT = ("csv", "xlsx")


def notice_of(request: HttpRequest, reference: str) -> Notice:
    found = Notice.objects.visible_to(user_of(request)).select_related(
        "person", "enterprise", "adviser", "entered_by", "vetted_by"
    )
    return get_object_or_404(found, reference=reference)


def notices(request: HttpRequest) -> HttpResponse:
    form = NoticeFilter(request.GET)
    found = queries.notice_list(user_of(request), form.wanted)
    context: dict[str, Any] = {"filter": form, "kept": form.kept, "kinds": list(KINDS.values())}
    context["rows"] = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return desk_page(request, "desk/introductions/notices.html", context)


@require_POST
def export_notices(request: HttpRequest) -> HttpResponseBase:
    form = NoticeFilter(request.POST)
    asked = request.POST.get("as", "csv")
    kind = asked if asked in KINDS_OF_EXPORT else KINDS_OF_EXPORT[0]
    rows = queries.notice_list(user_of(request), form.wanted)
    commands.note_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "needs-and-offers", columns=notice_columns(), rows=rows.iterator(chunk_size=500))


def notice(request: HttpRequest, notice: str) -> HttpResponse:
    found = notice_of(request, notice)
    return desk_page(request, "desk/introductions/notice.html", notice_page(found, user_of(request)))


def new_notice(request: HttpRequest, kind: str, side: str) -> HttpResponse:
    if kind not in KINDS or side not in BOTH:
        raise Http404
    form = StaffNoticeForm(request.POST or None, kind=KINDS[kind], side=side, initial=request.GET.dict())
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _posted(request, form)))
        if address:
            return redirect(address)
    context = {"form": form, "kind": KINDS[kind], "side": side, "heading": KINDS[kind].side_words(side)}
    return desk_page(request, "desk/introductions/form.html", context, status=422 if form.errors else 200)


def _posted(request: HttpRequest, form: StaffNoticeForm) -> str:
    by, now = user_of(request), timezone.now()
    made = commands.post_notice(form.kind.code, form.side, of=form.party(by), said=form.said, by=by, now=now)
    return reverse("desk:notice", args=[made.reference])


def change_notice(request: HttpRequest, notice: str) -> HttpResponse:
    found = notice_of(request, notice)
    initial = written(found) | {"themes": [label.code for label in themes_of(found)]}
    form = StaffNoticeForm(request.POST or None, kind=found.the_kind, side=found.side, initial=initial)
    if form.is_valid() and attempt(form, lambda: _changed(request, found, form)) is not None:
        return redirect("desk:notice", found.reference)
    context = {"form": form, "kind": found.the_kind, "side": found.side, "one": found, "heading": _("Change")}
    return desk_page(request, "desk/introductions/form.html", context, status=422 if form.errors else 200)


def _changed(request: HttpRequest, found: Notice, form: StaffNoticeForm) -> Notice:
    by, now = user_of(request), timezone.now()
    return commands.change_notice(found, said=form.said, by=by, now=now, seen=form.seen)


@require_POST
def publish(request: HttpRequest, notice: str) -> HttpResponse:
    found = commands.publish_notice(notice_of(request, notice), by=user_of(request), now=timezone.now())
    messages.success(request, _("Published, without the name of whose it is."))
    return redirect("desk:notice", found.reference)


def send_back(request: HttpRequest, notice: str) -> HttpResponse:
    found, form = notice_of(request, notice), BackForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _sent_back(request, found, form)) is not None:
        return redirect("desk:notice", found.reference)
    context = {"form": form, "one": found, "heading": _("Send back"), "verb": _("Send back")}
    return desk_page(request, "desk/introductions/act.html", context, status=422 if form.errors else 200)


def _sent_back(request: HttpRequest, found: Notice, form: BackForm) -> Notice:
    because = form.cleaned_data["because"]
    return commands.send_notice_back(found, because=because, by=user_of(request), now=timezone.now())


@require_POST
def close(request: HttpRequest, notice: str) -> HttpResponse:
    found = commands.close_notice(notice_of(request, notice), by=user_of(request), now=timezone.now())
    return redirect("desk:notice", found.reference)


@require_POST
def propose(request: HttpRequest, notice: str) -> HttpResponse:
    """Bring this notice together with the one whose reference was chosen."""
    one = notice_of(request, notice)
    other = Notice.objects.visible_to(user_of(request)).filter(reference=request.POST.get("with", "")).first()
    if other is None:
        return redirect("desk:notice", one.reference)
    need, offer = (one, other) if one.side == Notice.Side.NEED else (other, one)
    made = commands.propose_introduction(need, offer, by=user_of(request), now=timezone.now())
    return redirect("desk:introduction", made.reference)
