"""Packs of rules: what is in force, what a new one would change, and who lets it decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases import commands
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk import law_showing
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.law_forms import BecauseForm, LoadForm, MessageForm, ValuesFilter, VersionForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.law.commands import load_pack
from kudosbay.law.health import health
from kudosbay.law.models import LawPack
from kudosbay.law.queries import in_force_on, packs, values_to_check

ROWS = 50
KINDS = ("csv", "xlsx")


def pack_of(request: HttpRequest, reference: str) -> LawPack:
    found = LawPack.objects.visible_to(user_of(request)).select_related("base", "loaded_by", "approved_by")
    return get_object_or_404(found, reference=reference)


def law(request: HttpRequest) -> HttpResponse:
    page = Paginator(packs(user_of(request)), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "rows": law_showing.listed(page), "health": health(today=localdate())}
    return desk_page(request, "desk/law/list.html", context)


def load(request: HttpRequest) -> HttpResponse:
    form = LoadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _loaded(request, form)))
        if address:
            return redirect(address)
    return desk_page(request, "desk/law/load.html", {"form": form}, status=422 if form.errors else 200)


def _loaded(request: HttpRequest, form: LoadForm) -> str:
    made = load_pack(form.content, by=user_of(request), now=timezone.now())
    return reverse("desk:law_pack", args=[made.reference])


def pack(request: HttpRequest, pack: str) -> HttpResponse:
    found = pack_of(request, pack)
    seen = {"version": found.version}
    context = law_showing.pack_page(found, user_of(request), today=localdate())
    context |= {"seen": VersionForm(initial=seen), "withdrawing": BecauseForm(initial=seen)}
    return desk_page(request, "desk/law/pack.html", context)


@require_POST
def affected(request: HttpRequest, pack: str) -> HttpResponseBase:
    """Export every case with everything that becomes different in it."""
    kind = request.POST.get("as", "csv")
    rows = law_showing.affected_rows(pack_of(request, pack), user_of(request), today=localdate())
    return as_table(kind if kind in KINDS else KINDS[0], "affected", columns=law_showing.affected_columns(), rows=rows)


@require_POST
def approve(request: HttpRequest, pack: str) -> HttpResponse:
    found, form, now = pack_of(request, pack), VersionForm(request.POST), timezone.now()
    if form.is_valid():
        commands.approve_law(found, seen=form.cleaned_data["version"], by=user_of(request), now=now)
        messages.success(request, _("Approved. Advisers find what it changes under Proposals."))
    return redirect("desk:law_pack", found.reference)


@require_POST
def withdraw(request: HttpRequest, pack: str) -> HttpResponse:
    found, form, now = pack_of(request, pack), BecauseForm(request.POST), timezone.now()
    if not form.is_valid():
        context = law_showing.pack_page(found, user_of(request), today=localdate())
        context |= {"seen": VersionForm(initial={"version": found.version}), "withdrawing": form}
        return desk_page(request, "desk/law/pack.html", context, status=422)
    commands.withdraw_law(found, by=user_of(request), now=now, because=form.cleaned_data["because"], seen=found.version)
    messages.success(request, _("Withdrawn. The rules before it decide again."))
    return redirect("desk:law_pack", found.reference)


def message(request: HttpRequest, pack: str) -> HttpResponse:
    """Draft a message to exactly those whom the pack touches."""
    found = pack_of(request, pack)
    people = law_showing.people_touched(found, today=localdate())
    form = MessageForm(request.POST or None, initial=law_showing.first_words(found))
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _drafted(request, form, found, people=people)))
        if address:
            return redirect(address)
    context = {"form": form, "pack": found, "people": people}
    return desk_page(request, "desk/law/message.html", context, status=422 if form.errors else 200)


def _drafted(request: HttpRequest, form: MessageForm, found: LawPack, *, people: law_showing.People) -> str:
    link = form.cleaned_data["link"]
    by, now = user_of(request), timezone.now()
    made = commands.draft_law_message(found, people=people.everybody, texts=form.texts, link=link, by=by, now=now)
    return reverse("desk:campaign", args=[made.reference])


def values(request: HttpRequest) -> HttpResponse:
    """Every value of the rules that nobody verified or whose check is overdue, made from the rules themselves."""
    form, today = ValuesFilter(request.GET), localdate()
    wanted = form.kept
    found = values_to_check(in_force_on(today), today=today, kind=wanted.get("kind", ""), text=wanted.get("q", ""))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": wanted, "page": page, "chips": law_showing.value_chips(form, today=today)}
    return desk_page(request, "desk/law/values.html", context)


@require_POST
def values_export(request: HttpRequest) -> HttpResponseBase:
    form, today, kind = ValuesFilter(request.POST), localdate(), request.POST.get("as", "csv")
    wanted = form.kept
    rows = values_to_check(in_force_on(today), today=today, kind=wanted.get("kind", ""), text=wanted.get("q", ""))
    name = "values-to-check"
    return as_table(kind if kind in KINDS else KINDS[0], name, columns=law_showing.value_columns(), rows=rows)
