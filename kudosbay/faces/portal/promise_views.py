"""Living and travel on the portal: the catalogue, a request in three taps, and where it stands."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts.matrix import CLIENTS
from kudosbay.accounts.models import User
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.portal import promise_showing as showing
from kudosbay.faces.portal.case_forms import SeenForm
from kudosbay.faces.portal.promise_forms import AskForm, RateForm, ReopenForm, WriteForm
from kudosbay.faces.promise_showing import kind_name, shown_title
from kudosbay.faces.requests import user_of
from kudosbay.promises import commands
from kudosbay.promises.catalogue import groups
from kudosbay.promises.catalogue import services as catalogue
from kudosbay.promises.kinds import KINDS
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import own_promises

ROWS = 30
BESIDE = ("question", "space_need", "grievance")


def services(request: HttpRequest) -> HttpResponse:
    beside = [KINDS[code] for code in BESIDE]
    return render(request, "portal/promises/services.html", {"groups": groups(), "beside": beside})


def service(request: HttpRequest, service: str) -> HttpResponse:
    """What a service takes, and the button that asks for it."""
    offered = catalogue().get(service)
    if offered is None:
        raise Http404
    form = None
    if isinstance(request.user, User) and request.user.role_set & CLIENTS:
        form = AskForm(request.POST or None, kind=offered.kind, user=request.user, service=offered)
    address = _asked(request, form) if form and request.method == "POST" else None
    context = {"service": offered, "form": form}
    return redirect(address) if address else _page(request, "portal/promises/service.html", context)


def _page(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    form = context["form"]
    return render(request, template, dict(context), status=422 if isinstance(form, AskForm) and form.errors else 200)


def _asked(request: HttpRequest, form: AskForm) -> str | None:
    if not form.is_valid():
        return None

    def ask() -> str:
        promise = commands.ask(form.wish, by=user_of(request), now=timezone.now())
        return reverse("portal:request", args=[promise.reference])

    return attempt(form, lambda: once(request, ask))


def request_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask something that is no service of the catalogue: a question, a need of space, a grievance."""
    if kind not in BESIDE:
        raise Http404
    form = AskForm(request.POST or None, kind=kind, user=user_of(request))
    address = _asked(request, form) if request.method == "POST" else None
    context = {"kind": KINDS[kind], "form": form}
    return redirect(address) if address else _page(request, "portal/promises/new.html", context)


def requests(request: HttpRequest) -> HttpResponse:
    page = Paginator(own_promises(user_of(request)), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "title_of": shown_title, "kind_name": kind_name, "turns": showing.TURN}
    return render(request, "portal/promises/list.html", context)


def own_request(request: HttpRequest, reference: str) -> Promise:
    found = Promise.objects.visible_to(user_of(request)).select_related(
        "asker_person", "owner", "thread", "answer__publication"
    )
    return get_object_or_404(found, reference=reference)


def request(request: HttpRequest, promise: str) -> HttpResponse:
    return _request_page(request, own_request(request, promise))


def _request_page(
    request: HttpRequest,
    promise: Promise,
    *,
    reopening: ReopenForm | None = None,
    rating: RateForm | None = None,
    writing: WriteForm | None = None,
) -> HttpResponse:
    forms = {"reopening": reopening or ReopenForm(), "rating": rating or RateForm(), "writing": writing or WriteForm()}
    failing = next((form for form in (reopening, rating, writing) if form and form.errors), None)
    context = showing.request_page(promise, user_of(request)) | forms | ({"form": failing} if failing else {})
    return render(request, "portal/promises/request.html", context, status=422 if failing else 200)


def _back(promise: Promise) -> HttpResponse:
    return redirect("portal:request", promise.reference)


@require_POST
def request_confirm(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = own_request(request, promise), SeenForm(request.POST)
    if form.is_valid():
        commands.confirm(found, seen=form.seen, by=user_of(request), now=timezone.now())
        messages.success(request, _("Thank you. It is closed."))
    return _back(found)


@require_POST
def request_reopen(request: HttpRequest, promise: str) -> HttpResponse:
    found, form, by = own_request(request, promise), ReopenForm(request.POST), user_of(request)

    def reopen() -> Promise:
        return commands.reopen(found, form.cleaned_data["because"], seen=form.seen, by=by, now=timezone.now())

    done = attempt(form, reopen) if form.is_valid() else None
    return _back(found) if done else _request_page(request, found, reopening=form)


@require_POST
def request_withdraw(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = own_request(request, promise), SeenForm(request.POST)
    if form.is_valid():
        commands.withdraw(found, seen=form.seen, by=user_of(request), now=timezone.now())
        messages.success(request, _("Taken back."))
    return _back(found)


@require_POST
def request_rate(request: HttpRequest, promise: str) -> HttpResponse:
    found, form, by = own_request(request, promise), RateForm(request.POST), user_of(request)

    def rate() -> Promise:
        return commands.rate(found, form.cleaned_data["mark"], form.cleaned_data["words"], by=by, now=timezone.now())

    done = attempt(form, rate) if form.is_valid() else None
    return _back(found) if done else _request_page(request, found, rating=form)


@require_POST
def request_message(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = own_request(request, promise), WriteForm(request.POST)

    def write() -> str:
        text = form.cleaned_data["text"]
        commands.write_as_asker(found, text, by=user_of(request), now=timezone.now())
        return f"{reverse('portal:request', args=[found.reference])}#messages"

    address = attempt(form, lambda: once(request, write)) if form.is_valid() else None
    return redirect(address) if address else _request_page(request, found, writing=form)
