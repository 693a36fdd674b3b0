"""One step of a case: start, submit to the authority, record what came of it; and the licence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases import commands
from kudosbay.cases.models import Case, CaseStep
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.case_forms import DoneForm, ReasonedForm, StepForm
from kudosbay.faces.desk.fetching import case_of, step_of
from kudosbay.faces.desk.licence_forms import LicenceForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.step_showing import step_page
from kudosbay.faces.requests import user_of


def step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    return desk_page(request, "desk/case/step.html", step_page(step_of(request, reference, step)))


def _to_case(found: CaseStep | Case, said: str, request: HttpRequest) -> HttpResponse:
    case = found.case if isinstance(found, CaseStep) else found
    messages.success(request, said)
    return redirect("desk:case", case.reference)


def _again(request: HttpRequest, found: CaseStep, **forms: object) -> HttpResponse:
    return desk_page(request, "desk/case/step.html", step_page(found, **forms), status=422)


@require_POST
def start(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    found, form = step_of(request, reference, step), StepForm(request.POST)
    if not form.is_valid():
        return _again(request, found)
    commands.start_step(found, seen=form.seen, by=user_of(request), now=timezone.now())
    return _to_case(found, _("Started."), request)


@require_POST
def submit(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    found, form = step_of(request, reference, step), StepForm(request.POST)
    if not form.is_valid():
        return _again(request, found)
    commands.submit_step(found, seen=form.seen, by=user_of(request), now=timezone.now())
    return _to_case(found, _("Submitted. Now we wait for the authority."), request)


@require_POST
def done(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    found, form = step_of(request, reference, step), DoneForm(request.POST)
    if not form.is_valid() or not attempt(form, lambda: _finish(request, found, form)):
        return _again(request, found, done=form)
    return _to_case(found, _("Done."), request)


def _finish(request: HttpRequest, found: CaseStep, form: DoneForm) -> CaseStep:
    given = form.cleaned_data
    outcome = {"number": given["number"]} if given["number"] else {}
    by, now = user_of(request), timezone.now()
    return commands.finish_step(found, seen=form.seen, by=by, now=now, done_on=given["done_on"], outcome=outcome)


@require_POST
def back(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    found, form = step_of(request, reference, step), ReasonedForm(request.POST)
    if not form.is_valid():
        return _again(request, found, back=form)
    why, by = form.cleaned_data["because"], user_of(request)
    commands.take_back_step(found, seen=form.seen, by=by, now=timezone.now(), because=why)
    return _to_case(found, _("The step is open again."), request)


@require_POST
def drop(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    found, form = step_of(request, reference, step), ReasonedForm(request.POST)
    if not form.is_valid():
        return _again(request, found, drop=form)
    why, by = form.cleaned_data["because"], user_of(request)
    commands.drop_step(found, seen=form.seen, by=by, now=timezone.now(), because=why)
    return _to_case(found, _("The step is left out."), request)


def licence(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    form = LicenceForm(request.POST or None, case=case, lang=request.LANGUAGE_CODE)
    if request.method == "POST" and form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _licensed(request, case, form)))
        if address:
            messages.success(request, _("The licence is recorded: the enterprise exists from its date."))
            return redirect(address)
    context = {"form": form, "case": case}
    return desk_page(request, "desk/case/licence.html", context, status=422 if form.errors else 200)


def _licensed(request: HttpRequest, case: Case, form: LicenceForm) -> str:
    by, now = user_of(request), timezone.now()
    commands.record_case_licence(case, form.licence, seen=form.seen, by=by, now=now)
    return reverse("desk:case", args=[case.reference])
