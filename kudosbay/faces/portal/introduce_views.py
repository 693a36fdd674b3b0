"""Who is behind an account: said once, with consents, before the first request; no plan and no case is needed for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.cases.commands import Newcomer, introduce_oneself
from kudosbay.centre.queries import consent_texts
from kudosbay.faces.answers import attempt
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.links import same_site
from kudosbay.faces.portal.start_forms import IntroduceForm
from kudosbay.faces.portal.start_views import ASKED_ELSEWHERE
from kudosbay.faces.requests import user_of
from kudosbay.people.models import Person


def introduce(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    texts = [text for text in consent_texts(localdate(), language=html_lang()) if text.purpose not in ASKED_ELSEWHERE]
    form = IntroduceForm(request.POST or None, lang=request.LANGUAGE_CODE, texts=texts, known={"full_name": user.name})
    onward = same_site(request.GET.get("next", ""), otherwise=reverse("portal:services"))
    if form.is_valid() and attempt(form, lambda: _introduced(request, form)) is not None:
        return redirect(onward)
    return render(request, "portal/promises/introduce.html", {"form": form}, status=422 if form.errors else 200)


def _introduced(request: HttpRequest, form: IntroduceForm) -> Person:
    given = form.cleaned_data
    newcomer = Newcomer(
        full_name=given["full_name"],
        nationality=given["nationality"],
        language=given["language"],
        names={"latin_name": given["latin_name"]},
        agreed=form.agreed,
        offered=form.texts,
    )
    return introduce_oneself(newcomer, by=user_of(request), now=timezone.now())
