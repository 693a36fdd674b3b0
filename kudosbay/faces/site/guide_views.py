"""Guides for everybody: each form of business step by step, from the rules of the day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import conditional_page

from kudosbay.cases import guides
from kudosbay.faces.site import guide_showing as showing


@conditional_page
def set_ups(request: HttpRequest) -> HttpResponse:
    context = showing.list_page(request.GET.get("q", ""), today=localdate())
    return render(request, "site/guides/forms.html", context)


@conditional_page
def set_up(request: HttpRequest, form: str) -> HttpResponse:
    found = guides.guide(form, localdate())
    if found is None:
        raise Http404
    return render(request, "site/guides/form.html", showing.guide_page(found, today=localdate()))
