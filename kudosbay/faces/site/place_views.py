"""A page for each country and region: how its papers are proved today, how long that takes, who is here to help."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page

from kudosbay.faces.site import place_showing as showing

ROWS = 60


@conditional_page
def places(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted = showing.Wanted(request.GET.get("q", ""), request.GET.get("route", ""))
    page = Paginator(showing.found(wanted, today=today), ROWS).get_page(request.GET.get("page"))
    return render(request, "site/guides/places.html", showing.list_page(wanted, page=page, today=today))


@conditional_page
def place(request: HttpRequest, place: str) -> HttpResponse:
    if place not in showing.codes():
        raise Http404
    return render(request, "site/guides/place.html", showing.place_page(place, now=timezone.now()))
