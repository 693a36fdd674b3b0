"""Who may file for whom, the duties of one firm with their trace, and the deadlines of a year."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.compliance import commands, queries
from kudosbay.compliance.facts import profile_on
from kudosbay.compliance.models import Engagement, Mandate, RealName, firms_of
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.authority_forms import (
    EndBecauseForm,
    EndOnForm,
    EngagementForm,
    HeldFilter,
    MandateForm,
    ProfileForm,
    RealNameForm,
    YearForm,
)
from kudosbay.faces.desk.authority_showing import deadlines_page, firm_page, profile_initial
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of

ROWS = 50


def firm_of(request: HttpRequest, reference: str) -> Enterprise:
    return get_object_or_404(firms_of(user_of(request)), reference=reference)


def deadlines(request: HttpRequest) -> HttpResponse:
    form = YearForm(request.GET)
    return desk_page(request, "desk/compliance/deadlines.html", deadlines_page(form.chosen) | {"form": form})


def authority(request: HttpRequest) -> HttpResponse:
    """Three registers one below the other: agreements, powers of attorney, identities."""
    form, user = HeldFilter(request.GET), user_of(request)
    context: dict[str, Any] = {"filter": form, "kept": form.kept, "today": localdate()}
    for name, found in (
        ("mandates", queries.mandate_list(user, form.wanted)),
        ("engagements", queries.engagement_list(user, form.wanted)),
        ("identities", queries.real_name_list(user, form.wanted)),
    ):
        context[name] = Paginator(found, ROWS).get_page(request.GET.get(name))
    return desk_page(request, "desk/compliance/authority.html", context)


def firm_duties(request: HttpRequest, company: str) -> HttpResponse:
    found = firm_of(request, company)
    return desk_page(request, "desk/compliance/firm.html", firm_page(found, localdate()))


def _form_page(
    request: HttpRequest, found: Enterprise, form: forms.Form, *, heading: str, verb: str, act: Callable[[], object]
) -> HttpResponse:
    back = reverse("desk:firm_duties", args=[found.reference])
    done = attempt(form, lambda: once(request, lambda: _done(act, back))) if form.is_valid() else None
    if done:
        messages.success(request, _("Recorded."))
        return redirect(done)
    context: dict[str, Any] = {"form": form, "heading": heading, "verb": verb, "back": back, "thing": found.name_zh}
    return desk_page(request, "desk/simple_form.html", context, status=422 if form.errors else 200)


def _done(act: Callable[[], object], back: str) -> str:
    act()
    return back


def engagement_add(request: HttpRequest, company: str) -> HttpResponse:
    found, form = firm_of(request, company), EngagementForm(request.POST or None)
    said = {"heading": _("Agreement with a tax partner"), "verb": _("Record the agreement")}

    def act() -> Engagement:
        return commands.engage(found, form.given, by=user_of(request), now=timezone.now())

    return _form_page(request, found, form, act=act, **said)


def mandate_add(request: HttpRequest, company: str) -> HttpResponse:
    found, form = firm_of(request, company), MandateForm(request.POST or None)
    said = {"heading": _("Power of attorney"), "verb": _("Record the power of attorney")}

    def act() -> Mandate:
        return commands.give_mandate(found, form.given, by=user_of(request), now=timezone.now())

    return _form_page(request, found, form, act=act, **said)


def real_name_add(request: HttpRequest, company: str) -> HttpResponse:
    found, form = firm_of(request, company), RealNameForm(request.POST or None)
    said = {"heading": _("Identity at the tax office"), "verb": _("Record the check")}

    def act() -> RealName:
        return commands.check_real_name(found, by=user_of(request), now=timezone.now(), **form.cleaned_data)

    return _form_page(request, found, form, act=act, **said)


def profile(request: HttpRequest, company: str) -> HttpResponse:
    found = firm_of(request, company)
    form = ProfileForm(request.POST or None, initial=profile_initial(profile_on(found, localdate())))
    said = {"heading": _("What the duties depend on"), "verb": _("Record from this day")}

    def act() -> object:
        since, now = form.cleaned_data["since"], timezone.now()
        return commands.tell_profile(found, form.told, since=since, by=user_of(request), now=now)

    return _form_page(request, found, form, act=act, **said)


def engagement_end(request: HttpRequest, engagement: int) -> HttpResponse:
    rows = Engagement.objects.visible_to(user_of(request)).select_related("enterprise")
    row = get_object_or_404(rows, pk=engagement)
    form = EndBecauseForm(request.POST or None, initial={"version": row.version, "on": localdate()})
    said = {"heading": _("The agreement ends"), "verb": _("Record the end")}

    def act() -> Engagement:
        on, because = form.cleaned_data["on"], form.cleaned_data["because"]
        return commands.end_engagement(row, on=on, because=because, seen=form.seen, by=user_of(request))

    return _form_page(request, row.enterprise, form, act=act, **said)


def mandate_revoke(request: HttpRequest, mandate: int) -> HttpResponse:
    rows = Mandate.objects.visible_to(user_of(request)).select_related("enterprise")
    row = get_object_or_404(rows, pk=mandate)
    form = EndBecauseForm(request.POST or None, initial={"version": row.version, "on": localdate()})
    said = {"heading": _("The power of attorney is revoked"), "verb": _("Record the revocation")}

    def act() -> Mandate:
        on, because = form.cleaned_data["on"], form.cleaned_data["because"]
        return commands.revoke_mandate(row, on=on, because=because, seen=form.seen, by=user_of(request))

    return _form_page(request, row.enterprise, form, act=act, **said)


def real_name_end(request: HttpRequest, identity: int) -> HttpResponse:
    rows = RealName.objects.visible_to(user_of(request)).select_related("enterprise")
    row = get_object_or_404(rows, pk=identity)
    form = EndOnForm(request.POST or None, initial={"version": row.version, "on": localdate()})
    said = {"heading": _("No longer acts for the firm"), "verb": _("Record the end")}

    def act() -> RealName:
        return commands.end_real_name(row, on=form.cleaned_data["on"], seen=form.seen, by=user_of(request))

    return _form_page(request, row.enterprise, form, act=act, **said)
