"""What follows each way of signing in: the second factor where it is due, then the page that was asked for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from kudosbay.accounts.models import Device, User
from kudosbay.accounts.queries import has_second_factor
from kudosbay.faces import sessions
from kudosbay.faces.context import THEME_COOKIE
from kudosbay.faces.language import COOKIE as LANGUAGE_COOKIE
from kudosbay.faces.links import home_of, same_site
from kudosbay.faces.requests import user_of

YEAR = 365 * 24 * 3600


def enter(request: HttpRequest, user: User, *, way: Device.Way) -> HttpResponse:
    wanted = request.session.get(sessions.NEXT, "")
    sessions.begin(request, user, way=way, now=timezone.now())
    request.session[sessions.NEXT] = wanted
    if sessions.waits_for_factor(request):
        return redirect("portal:second_factor" if has_second_factor(user) else "portal:second_factor_set_up")
    return go_on(request)


def remember_next(request: HttpRequest) -> None:
    """Keep the page that was asked for, if it is one of this site."""
    wanted = same_site(request.GET.get("next", ""), otherwise="")
    if wanted:
        request.session[sessions.NEXT] = wanted


def onward(request: HttpRequest) -> str:
    return same_site(request.session.pop(sessions.NEXT, ""), otherwise=home_of(user_of(request)))


def go_on(request: HttpRequest) -> HttpResponse:
    return with_ways(HttpResponseRedirect(onward(request)), user_of(request))


def with_ways(response: HttpResponse, user: User) -> HttpResponse:
    """Let this browser speak and look as the account says, also before the next sign-in."""
    response.set_cookie(LANGUAGE_COOKIE, user.language, max_age=YEAR, samesite="Lax")
    response.set_cookie(THEME_COOKIE, user.theme, max_age=YEAR, samesite="Lax")
    return response
