"""Themes on people, enterprises and milestones: put and taken off in one form."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.enterprises.models import Milestone
from kudosbay.faces.desk.enterprise_views import company_of
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.person_views import person_of
from kudosbay.faces.desk.theme_forms import ThemesForm
from kudosbay.faces.requests import user_of
from kudosbay.kernel.labels import put_themes, themes_of


def person_themes(request: HttpRequest, person: str) -> HttpResponse:
    found = person_of(request, person)
    return _themes(request, found, back=reverse("desk:person", args=[person]))


def enterprise_themes(request: HttpRequest, company: str) -> HttpResponse:
    found = company_of(request, company)
    return _themes(request, found, back=reverse("desk:enterprise", args=[company]))


def milestone_themes(request: HttpRequest, milestone: int) -> HttpResponse:
    found = get_object_or_404(Milestone.objects.visible_to(user_of(request)), pk=milestone)
    return _themes(request, found, back=reverse("desk:milestone", args=[milestone]))


def _themes(request: HttpRequest, thing: models.Model, *, back: str) -> HttpResponse:
    form = ThemesForm(request.POST or None, initial={"themes": [label.code for label in themes_of(thing)]})
    if request.method == "POST":
        form = ThemesForm(request.POST)
        if form.is_valid():
            put_themes(thing, form.cleaned_data["themes"], by=user_of(request))
            messages.success(request, _("Saved."))
            return redirect(back)
    context: dict[str, Any] = {"form": form, "thing": str(thing), "back": back, "heading": _("Themes")}
    return desk_page(request, "desk/simple_form.html", context, status=422 if form.errors else 200)
