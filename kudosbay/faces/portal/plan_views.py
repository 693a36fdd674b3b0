"""A saved plan: reopened by its code, moved to another start, compared, printed, and made a case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.cases.asking import Way, other_owners
from kudosbay.cases.models import SavedPlan
from kudosbay.cases.queries import plan_by_code
from kudosbay.documents.papers import render_pdf
from kudosbay.faces.downloads import as_download
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.links import same_site
from kudosbay.faces.portal import showing, ways
from kudosbay.faces.portal.way_forms import CodeForm, CompareForm, StartForm


def plan_open(request: HttpRequest) -> HttpResponse:
    """Find a plan again by its code."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        plan = plan_by_code(form.cleaned_data["code"])
        if plan:
            return redirect("portal:plan", code=plan.code)
        form.add_error("code", _("There is no plan with this code. Compare it with what you wrote down."))
    return render(request, "portal/plan/open.html", {"form": form})


def saved(code: str) -> SavedPlan:
    plan = plan_by_code(code)
    if plan is None:
        raise Http404
    return plan


def way_from(plan: SavedPlan, request: HttpRequest) -> Way:
    """Return the plan's answers for today's law, from the start in the address if there is one."""
    today = localdate()
    form = StartForm(request.GET)
    start = form.cleaned_data["start"] if form.is_valid() else plan.start
    return Way(today, max(start, today), dict(plan.answers), list(plan.declined))


def plan(request: HttpRequest, code: str) -> HttpResponse:
    kept = saved(code)
    here = way_from(kept, request)
    told, facts = here.plan(), here.facts
    if told is None:
        return redirect("portal:plan_change", code=kept.code)
    context = showing.whole(told) | {
        "code": kept.code,
        "start_form": StartForm(initial={"start": here.start}),
        "start": here.start,
        "answers": showing.answers(here, lang=request.LANGUAGE_CODE),
    }
    return render(request, "portal/plan/plan.html", context | showing.around(facts, told, start=here.start))


def plan_change(request: HttpRequest, code: str) -> HttpResponse:
    """Take the answers of a plan up again, to change them; `next` is where the changed plan's code is waited for."""
    ways.remember(request, way_from(saved(code), request))
    ways.come_back(request, same_site(request.GET.get("next", ""), otherwise=""))
    return redirect("portal:way_answers")


def plan_compare(request: HttpRequest, code: str) -> HttpResponse:
    kept = saved(code)
    here = way_from(kept, request)
    form = CompareForm(other_owners(here), lang=request.LANGUAGE_CODE, data=request.GET or None)
    sides = [here, here.with_owner(form.cleaned_data["other"])] if form.is_valid() else []
    shown = [showing.side(one, lang=request.LANGUAGE_CODE) for one in sides]
    return render(request, "portal/plan/compare.html", {"code": kept.code, "form": form, "sides": shown})


def plan_pdf(request: HttpRequest, code: str) -> HttpResponse:
    kept = saved(code)
    here = way_from(kept, request)
    if here.plan() is None:
        return redirect("portal:plan_change", code=kept.code)
    data = showing.for_paper(here, code=kept.code, lang=request.LANGUAGE_CODE)
    paper = render_pdf("plan", language=html_lang(), data=data)
    return as_download(paper, name=f"plan-{kept.code}.pdf", kind="application/pdf")
