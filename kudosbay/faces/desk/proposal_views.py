"""What new rules would change in open cases: looked at, accepted one by one or many at once, or left."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kudosbay.cases import commands
from kudosbay.cases.models import Proposal
from kudosbay.cases.queries import proposals_of
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.law_forms import BecauseForm, ProposalFilter, VersionForm
from kudosbay.faces.desk.law_showing import proposal_rows
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.law_words import told_changes
from kudosbay.faces.requests import user_of

ROWS = 50
MOST = 500


def proposal_of(request: HttpRequest, number: int) -> Proposal:
    found = Proposal.objects.visible_to(user_of(request)).select_related("case__founder", "case__adviser", "pack")
    return get_object_or_404(found, pk=number)


def proposals(request: HttpRequest) -> HttpResponse:
    form = ProposalFilter(request.GET or {"status": Proposal.Status.OPEN})
    page = Paginator(proposals_of(user_of(request), **form.kept), ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "page": page, "rows": proposal_rows(page)}
    return desk_page(request, "desk/law/proposals.html", context)


def accept_many(request: HttpRequest) -> HttpResponse:
    """Show first what is accepted; the second time do it."""
    held = _chosen(request)
    form = VersionForm(request.POST) if "sure" in request.POST else VersionForm()
    if held and "sure" in request.POST and attempt(form, lambda: _accepted(request, held)) is not None:
        return redirect("desk:proposals")
    context = {"rows": proposal_rows(held), "form": form}
    return desk_page(request, "desk/law/accept.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> list[Proposal]:
    wanted = [one for one in request.POST.getlist("proposal") if one.isdigit()][:MOST]
    found = Proposal.objects.visible_to(user_of(request)).open().filter(pk__in=wanted)
    return list(found.select_related("case__founder", "case__adviser", "pack").order_by("case_id"))


def _accepted(request: HttpRequest, held: list[Proposal]) -> int:
    count = commands.accept_proposals(held, by=user_of(request), now=timezone.now())
    said = ngettext("%(num)d case is planned by the new rules.", "%(num)d cases are planned by the new rules.", count)
    messages.success(request, said % {"num": count})
    return count


def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    return _page(request, proposal_of(request, proposal))


def _page(request: HttpRequest, found: Proposal, form: Any = None) -> HttpResponse:
    seen = {"version": found.version}
    context = {
        "proposal": found,
        "case": found.case,
        "told": told_changes(found.changes),
        "seen": VersionForm(initial=seen),
        "declining": form if isinstance(form, BecauseForm) else BecauseForm(initial=seen),
        "form": form,
    }
    return desk_page(request, "desk/law/proposal.html", context, status=422 if form else 200)


@require_POST
def accept(request: HttpRequest, proposal: int) -> HttpResponse:
    by, now = user_of(request), timezone.now()
    return _act(request, proposal, lambda found, seen: commands.accept_proposal(found, seen=seen, by=by, now=now))


@require_POST
def renew(request: HttpRequest, proposal: int) -> HttpResponse:
    by, now = user_of(request), timezone.now()
    return _act(request, proposal, lambda found, _seen: commands.renew_proposal(found, by=by, now=now))


def _act(request: HttpRequest, number: int, act: Callable[[Proposal, int], Any]) -> HttpResponse:
    """Run one button of the page; a refusal is said on it."""
    found, form = proposal_of(request, number), VersionForm(request.POST)
    if form.is_valid() and attempt(form, lambda: act(found, form.cleaned_data["version"])) is not None:
        messages.success(request, _("Done."))
        return redirect("desk:proposal", found.pk)
    return _page(request, found, form)


@require_POST
def decline(request: HttpRequest, proposal: int) -> HttpResponse:
    found, form = proposal_of(request, proposal), BecauseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    given, by = form.cleaned_data, user_of(request)
    commands.decline_proposal(found, because=given["because"], seen=given["version"], by=by, now=timezone.now())
    messages.success(request, _("The case stays as it was."))
    return redirect("desk:proposal", found.pk)
