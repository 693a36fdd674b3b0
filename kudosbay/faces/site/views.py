from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect

from kudosbay.faces.context import THEME_COOKIE, THEMES
from kudosbay.faces.language import preferred
from kudosbay.faces.links import same_site
from kudosbay.kernel import health as kernel_health

YEAR = 365 * 24 * 3600


def root(request: HttpRequest) -> HttpResponse:
    response = redirect(f"/{preferred(request)}/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def go(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead from a message to the page in the reader's language, with what was asked of it."""
    asked = request.META.get("QUERY_STRING", "")
    return redirect(f"/{preferred(request)}/{rest}" + (f"?{asked}" if asked else ""))


def health(_request: HttpRequest) -> JsonResponse:
    found = kernel_health.health()
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(same_site(request.POST.get("next", ""), otherwise="/"))
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax")
    return response
