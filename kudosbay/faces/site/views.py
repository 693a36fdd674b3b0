from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect

from kudosbay.faces.context import THEME_COOKIE, THEMES
from kudosbay.faces.language import preferred
from kudosbay.faces.links import same_site

YEAR = 365 * 24 * 3600


def root(request: HttpRequest) -> HttpResponse:
    response = redirect(f"/{preferred(request)}/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def health(_request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ok"})


def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(same_site(request.POST.get("next", ""), otherwise="/"))
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax")
    return response
