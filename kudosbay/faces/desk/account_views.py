"""Accounts of staff and clients: managers read, administrators invite, give roles, disable, and take factors away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts import commands, queries
from kudosbay.accounts.models import User
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.account_forms import AccountFilter, FactorsForm, InviteForm, RolesForm
from kudosbay.faces.desk.account_showing import account_page, listed
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.letters import send_invitation
from kudosbay.faces.proving import proven_recently
from kudosbay.faces.requests import user_of

ROWS = 50


def account_of(request: HttpRequest, number: int) -> User:
    return get_object_or_404(User.objects.visible_to(user_of(request)), pk=number)


def accounts(request: HttpRequest) -> HttpResponse:
    form = AccountFilter(request.GET)
    page = Paginator(queries.accounts(user_of(request), form.wanted), ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "page": page, "rows": [listed(one) for one in page]}
    return desk_page(request, "desk/accounts/list.html", context)


def account(request: HttpRequest, account: int) -> HttpResponse:
    context = account_page(account_of(request, account), user_of(request))
    return desk_page(request, "desk/accounts/account.html", context)


@proven_recently
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _invited(request, form)))
        if address:
            messages.success(request, _("Invited. The link is on its way."))
            return redirect(address)
    return desk_page(request, "desk/accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


def _invited(request: HttpRequest, form: InviteForm) -> str:
    user = commands.create_user(by=user_of(request), **form.cleaned_data)
    _send(request, user)
    return reverse("desk:account", args=[user.pk])


def _send(request: HttpRequest, user: User) -> None:
    by, now = user_of(request), timezone.now()
    send_invitation(commands.invite(user, by=by, now=now), by=by, now=now)


@require_POST
@proven_recently
def invite_again(request: HttpRequest, account: int) -> HttpResponse:
    _send(request, account_of(request, account))
    messages.success(request, _("Invited again. Earlier links have ended."))
    return redirect("desk:account", account)


@proven_recently
def roles(request: HttpRequest, account: int) -> HttpResponse:
    found = account_of(request, account)
    form = RolesForm(request.POST or None, account=found)
    if form.is_valid() and attempt(form, lambda: _given(request, found, form)) is not None:
        messages.success(request, _("Changed. The sessions of this account have ended."))
        return redirect("desk:account", account)
    context = {"form": form, **listed(found)}
    return desk_page(request, "desk/accounts/roles.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, found: User, form: RolesForm) -> User:
    return commands.give_roles(found, form.cleaned_data["roles"], by=user_of(request), seen=form.seen)


@require_POST
@proven_recently
def disable(request: HttpRequest, account: int) -> HttpResponse:
    commands.lock_account(account_of(request, account), by=user_of(request))
    messages.success(request, _("Disabled. The sessions of this account have ended."))
    return redirect("desk:account", account)


@require_POST
@proven_recently
def enable(request: HttpRequest, account: int) -> HttpResponse:
    commands.unlock_account(account_of(request, account), by=user_of(request))
    messages.success(request, _("Enabled."))
    return redirect("desk:account", account)


@proven_recently
def factors(request: HttpRequest, account: int) -> HttpResponse:
    found = account_of(request, account)
    form = FactorsForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _taken_away(request, found, form)) is not None:
        messages.success(request, _("Taken away. The next sign-in sets up a new second factor."))
        return redirect("desk:account", account)
    context = {"form": form, "own": queries.own_factors(found), **listed(found)}
    return desk_page(request, "desk/accounts/factors.html", context, status=422 if form.errors else 200)


def _taken_away(request: HttpRequest, found: User, form: FactorsForm) -> User:
    return commands.reset_second_factors(found, reason=form.cleaned_data["reason"], by=user_of(request))
