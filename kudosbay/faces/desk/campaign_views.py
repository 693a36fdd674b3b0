"""Messages to many: list, draft from a list of people, look at it as one of them, try it, approve it, stop it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.campaign_forms import CampaignFilter, ChangeForm, DraftForm, LanguageForm, SeenForm, words_of
from kudosbay.faces.desk.campaign_showing import campaign_page, chips, columns, with_sums
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.people_forms import PeopleFilter
from kudosbay.faces.requests import user_of
from kudosbay.messaging import commands, sums
from kudosbay.messaging.models import Campaign
from kudosbay.people.queries import narrowed

ROWS = 50
KINDS = ("csv", "xlsx")


def campaign_of(request: HttpRequest, reference: str) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(user_of(request)), reference=reference)


def campaigns(request: HttpRequest) -> HttpResponse:
    form = CampaignFilter(request.GET)
    found = sums.campaigns(user_of(request), **form.wanted)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "page": page, "rows": with_sums(page), "chips": chips(form)}
    return desk_page(request, "desk/messages/campaigns.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    kind = request.POST.get("as", "csv")
    found = list(sums.campaigns(user_of(request), **CampaignFilter(request.POST).wanted))
    rows = with_sums(found)
    return as_table(kind if kind in KINDS else KINDS[0], "campaigns", columns=columns(), rows=rows)


def draft(request: HttpRequest) -> HttpResponse:
    """Write to everybody of a list of people: the list's own filter says to whom."""
    people = PeopleFilter(request.GET)
    form = DraftForm(request.POST or None)
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _drafted(request, form, people)))
        if address:
            return redirect(address)
    count = narrowed(user_of(request), people.wanted).count()
    context = {"form": form, "people": people, "count": count, "kept": people.kept}
    return desk_page(request, "desk/messages/draft.html", context, status=422 if form.errors else 200)


def _drafted(request: HttpRequest, form: DraftForm, people: PeopleFilter) -> str:
    given, by = form.cleaned_data, user_of(request)
    concerned = narrowed(by, people.wanted).values_list("pk", flat=True)
    made = commands.draft_campaign(
        kind=given["kind"],
        texts=form.texts,
        people=concerned,
        why={"en": given["why"]} if given["why"] else {},
        link=given["link"],
        by=by,
        now=timezone.now(),
    )
    return reverse("desk:campaign", args=[made.reference])


def campaign(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_of(request, campaign)
    seen = {"version": found.version}
    context = campaign_page(found, request.GET.get("as", ""), user_of(request))
    context |= {"seen": SeenForm(initial=seen), "trying": LanguageForm()}
    return desk_page(request, "desk/messages/campaign.html", context)


def change(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_of(request, campaign)
    form = ChangeForm(request.POST or None, initial=words_of(found))
    if form.is_valid() and attempt(form, lambda: _changed(request, found, form)) is not None:
        return redirect("desk:campaign", found.reference)
    context = {"form": form, "campaign": found}
    return desk_page(request, "desk/messages/change.html", context, status=422 if form.errors else 200)


def _changed(request: HttpRequest, found: Campaign, form: ChangeForm) -> Campaign:
    given = form.cleaned_data
    return commands.change_campaign(
        found, seen=given["version"], by=user_of(request), texts=form.texts, link=given["link"]
    )


@require_POST
def test(request: HttpRequest, campaign: str) -> HttpResponse:
    found, form = campaign_of(request, campaign), LanguageForm(request.POST)
    language = form.cleaned_data["language"] if form.is_valid() else "en"
    commands.test_campaign(found, language, by=user_of(request), now=timezone.now())
    messages.success(request, _("A test goes to your own address. It counts nowhere."))
    return redirect("desk:campaign", found.reference)


@require_POST
def approve(request: HttpRequest, campaign: str) -> HttpResponse:
    by, now = user_of(request), timezone.now()
    return _act(request, campaign, lambda found, seen: commands.approve_campaign(found, seen=seen, by=by, now=now))


@require_POST
def pause(request: HttpRequest, campaign: str) -> HttpResponse:
    return _act(request, campaign, lambda found, _seen: commands.pause_campaign(found, by=user_of(request)))


@require_POST
def resume(request: HttpRequest, campaign: str) -> HttpResponse:
    return _act(request, campaign, lambda found, _seen: commands.resume_campaign(found, by=user_of(request)))


@require_POST
def stop(request: HttpRequest, campaign: str) -> HttpResponse:
    return _act(request, campaign, lambda found, _seen: commands.stop_campaign(found, by=user_of(request)))


def _act(request: HttpRequest, campaign: str, act: Callable[[Campaign, int], Any]) -> HttpResponse:
    """Run one button of the page; a refusal is said on it."""
    found, form = campaign_of(request, campaign), SeenForm(request.POST)
    if form.is_valid() and attempt(form, lambda: act(found, form.cleaned_data["version"])) is not None:
        return redirect("desk:campaign", found.reference)
    context = campaign_page(found, "", user_of(request)) | {"seen": form, "trying": LanguageForm(), "form": form}
    return desk_page(request, "desk/messages/campaign.html", context, status=422)
