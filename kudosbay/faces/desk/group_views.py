"""Registers beside the queues: suggestions of officials, grievances that go upward together, many handed over at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.zone_forms import UpwardForm
from kudosbay.faces.promise_showing import asker, in_words
from kudosbay.faces.requests import user_of
from kudosbay.kernel.labels import themes_of_many
from kudosbay.promises import commands, queries
from kudosbay.promises.models import Promise

ROWS = 50
MOST = 200


def suggestions(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.suggestions(user_of(request)), ROWS).get_page(request.GET.get("page"))
    context = {"rows": page, "themes": themes_of_many(list(page.object_list)), "asker": asker, "said": in_words}
    return desk_page(request, "desk/promises/suggestions.html", context)


def grievances(request: HttpRequest) -> HttpResponse:
    """List what people suffer from; chosen ones go upward together."""
    form = UpwardForm(request.POST or None)
    group = attempt(form, lambda: _upward(request, form)) if form.is_valid() else None
    if group:
        return redirect("desk:promise", group)
    context = _grievances(user_of(request)) | {"form": form}
    return desk_page(request, "desk/promises/grievances.html", context, status=422 if form.errors else 200)


def _grievances(user: User) -> dict[str, Any]:
    words = {"asker": asker, "said": in_words}
    return words | {"ready": queries.ungrouped_grievances(user), "groups": queries.grievance_groups(user)}


def _upward(request: HttpRequest, form: UpwardForm) -> str:
    given, user = form.cleaned_data, user_of(request)
    chosen = list(Promise.objects.visible_to(user).filter(reference__in=request.POST.getlist("promise")[:MOST]))
    wish = commands.Wish("grievance", given["title"], user.language, words=given["words"], addressee=form.addressee)

    def pass_upward() -> str:
        return commands.pass_upward(chosen, wish, to=given["to"], by=user, now=timezone.now()).reference

    return once(request, pass_upward)


class ManyForm(forms.Form):
    owner = forms.ChoiceField(label=gettext_lazy("To whom"))

    def __init__(self, data: dict[str, str] | None, *, owners: list[User]) -> None:
        super().__init__(data)
        self.owners = {str(one.pk): one for one in owners}
        self.fields["owner"].choices = [(key, str(one)) for key, one in self.owners.items()]  # type: ignore[attr-defined]


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Show what would change hands; with an owner chosen, hand it over."""
    found = Promise.objects.visible_to(user_of(request)).open().filter(reference__in=request.POST.getlist("promise"))
    rows = list(found.select_related("owner", "asker_person", "asker_enterprise").order_by("due_at", "id")[:MOST])
    if not rows:
        messages.info(request, _("Choose at least one request first."))
        return redirect("desk:promises")
    form = ManyForm(request.POST if "owner" in request.POST else None, owners=queries.promise_owners())
    if form.is_valid() and attempt(form, lambda: _handed(request, form, rows)):
        return redirect("desk:promises")
    context = {"form": form, "rows": rows, "asker": asker}
    return desk_page(request, "desk/promises/many.html", context, status=422 if form.errors else 200)


def _handed(request: HttpRequest, form: ManyForm, rows: list[Promise]) -> bool:
    owner, by = form.owners[form.cleaned_data["owner"]], user_of(request)
    count = commands.hand_over_many(rows, owner, by=by, now=timezone.now())
    said = ngettext("%(num)d request handed over.", "%(num)d requests handed over.", count)
    messages.success(request, said % {"num": count})
    return True
