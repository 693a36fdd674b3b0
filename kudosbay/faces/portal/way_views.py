"""Find your way: one question a page, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kudosbay.cases import asking
from kudosbay.cases.commands import save_plan
from kudosbay.cases.guides import started
from kudosbay.faces.answers import once
from kudosbay.faces.portal import showing, ways
from kudosbay.faces.portal.keeping import kept
from kudosbay.kernel.trail import MACHINE


def way(request: HttpRequest) -> HttpResponse:
    """Go on where one stopped."""
    return redirect(ways.address_of_next(ways.way_of(request)))


def way_with(request: HttpRequest) -> HttpResponse:
    """Begin with what a guide or the page of a country or region knows already."""
    asked = request.GET
    here = started(ways.way_of(request), owner=asked.get("owner", ""), country=asked.get("country", ""))
    ways.remember(request, here)
    return redirect(ways.address_of_next(here))


@require_POST
def way_anew(request: HttpRequest) -> HttpResponse:
    ways.forget(request)
    return redirect("portal:way")


def way_question(request: HttpRequest, name: str) -> HttpResponse:
    question = asking.question(name)
    if question is None:
        raise Http404
    here = ways.way_of(request)
    form = ways.form_of(request, question, here)
    if request.method == "POST" and kept(here, form, unsure="not_sure" in request.POST):
        ways.remember(request, here)
        return redirect(ways.address_of_next(here))
    context = {"form": form, "question": question, "place": ways.place(here, name)}
    return render(request, "portal/way/question.html", context)


def way_answers(request: HttpRequest) -> HttpResponse:
    here = ways.way_of(request)
    plan = here.plan()
    if plan is None:
        return redirect("portal:way")
    context = {"plan": plan, "answers": showing.answers(here, lang=request.LANGUAGE_CODE), "way": here}
    return render(request, "portal/way/answers.html", context)


@require_POST
def way_save(request: HttpRequest) -> HttpResponse:
    here = ways.way_of(request)
    if here.plan() is None:
        return redirect("portal:way")
    return redirect(once(request, lambda: _save(request, here)))


def _save(request: HttpRequest, here: asking.Way) -> str:
    plan = save_plan(
        here.answers,
        start=here.start,
        language=request.LANGUAGE_CODE,
        by=MACHINE,
        now=timezone.now(),
        declined=here.declined,
    )
    return ways.onward(request, plan.code)
