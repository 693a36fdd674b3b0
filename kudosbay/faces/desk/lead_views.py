"""Leads from fairs: scanned on a telephone, and on to a case at the counter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from kudosbay.centre.models import ConsentText
from kudosbay.centre.queries import consent_texts
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.introduction_views import introduction_of
from kudosbay.faces.desk.lead_forms import ConsentsForm, LeadForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.notice_forms import WRITTEN
from kudosbay.faces.requests import user_of
from kudosbay.introductions import commands

ASKED = {"service", "exchange"}  # the purposes that a fair is the place to ask about


def lead_scan(request: HttpRequest) -> HttpResponse:
    lang = _shown_in(request)
    initial = {"fair": request.GET.get("fair", ""), "full_name": request.GET.get("name", ""), "language": lang}
    form = LeadForm(request.POST or None, texts=_texts(lang), initial=initial)
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _taken(request, form)))
        if address:
            return redirect(address)
    spoken = [(code, name, ConsentsForm(texts=_texts(code))) for code, name in WRITTEN]
    context = {"form": form, "shown_in": lang, "spoken": spoken}
    return desk_page(request, "desk/introductions/lead.html", context, status=422 if form.errors else 200)


def _shown_in(request: HttpRequest) -> str:
    """In which language the words of the consents are shown: theirs, where we have it."""
    asked = request.POST.get("shown_in") or request.GET.get("consent", "")
    return asked if asked in dict(WRITTEN) else html_lang()


def _texts(lang: str) -> list[ConsentText]:
    return [text for text in consent_texts(localdate(), language=lang) if text.purpose in ASKED]


def _taken(request: HttpRequest, form: LeadForm) -> str:
    made = commands.take_lead(form.lead, by=user_of(request), now=timezone.now())
    return reverse("desk:introduction", args=[made.reference])


@require_POST
def lead_case(request: HttpRequest, introduction: str) -> HttpResponse:
    """Go through the questions with what the lead said, then to the counter with the person and the code filled in."""
    found = introduction_of(request, introduction)
    plan = commands.plan_for_lead(found, by=user_of(request), now=timezone.now())
    person = found.need.person.reference if found.need.person else ""
    waiting = reverse("desk:counter", query={"person": person})
    return redirect(reverse("portal:plan_change", args=[plan.code], query={"next": waiting}))
