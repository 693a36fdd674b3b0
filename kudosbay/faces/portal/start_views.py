"""From a plan to a case: sign in, say who you are, agree purpose by purpose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kudosbay.cases.asking import Way
from kudosbay.cases.commands import Beginning, begin_case
from kudosbay.cases.models import SavedPlan
from kudosbay.centre.queries import consent_texts
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.portal.plan_views import saved, way_from
from kudosbay.faces.portal.start_forms import BeginForm
from kudosbay.faces.requests import user_of
from kudosbay.people.models import Person

ASKED_ELSEWHERE = frozenset({"directory"})  # whoever joins the members' directory is asked there


def begin(request: HttpRequest, code: str) -> HttpResponse:
    plan = saved(code)
    way = way_from(plan, request)
    form = begin_form(request, way)
    if request.method == "POST" and form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _begun(request, plan, way, form=form)))
        if address:
            return redirect(address)
    return render(request, "portal/plan/begin.html", {"form": form, "code": plan.code})


def begin_form(request: HttpRequest, way: Way) -> BeginForm:
    texts = [text for text in consent_texts(way.today, language=html_lang()) if text.purpose not in ASKED_ELSEWHERE]
    investors = way.facts.get("investors") or [{}]
    known = {"nationality": investors[0].get("country", ""), "full_name": user_of(request).name} | _said_before(request)
    return BeginForm(request.POST or None, lang=request.LANGUAGE_CODE, texts=texts, known=known)


def _said_before(request: HttpRequest) -> dict[str, str]:
    """Whoever signed up for an event or looks for a mentor told us the name already."""
    person = Person.objects.filter(user=user_of(request)).first()
    names = ("full_name", "latin_name", "nationality")
    return {name: said for name in names if (said := getattr(person, name, ""))}


def _begun(request: HttpRequest, plan: SavedPlan, way: Way, *, form: BeginForm) -> str:
    given = form.cleaned_data
    beginning = Beginning(
        facts=way.facts,
        plan_code=plan.code,
        full_name=given["full_name"],
        nationality=given["nationality"],
        language=given["language"],
        company_name=given["company_name"],
        names={"latin_name": given["latin_name"]},
        agreed=form.agreed,
        offered=form.texts,
    )
    case = begin_case(beginning, by=user_of(request), now=timezone.now())
    return reverse("portal:case", args=[case.reference])
