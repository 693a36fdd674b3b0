"""One's own keys for programs that read the figures: made, shown once, ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts import commands, queries
from kudosbay.accounts.models import ProgramKey
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.program_forms import ProgramKeyForm
from kudosbay.faces.proving import proven_recently
from kudosbay.faces.requests import user_of


@proven_recently
def program_keys(request: HttpRequest) -> HttpResponse:
    """The new key stands in the answer to the form and nowhere else."""
    form, user, now, shown = ProgramKeyForm(request.POST or None), user_of(request), timezone.now(), ""
    if form.is_valid():
        made = attempt(form, lambda: commands.make_program_key(by=user, now=now, **form.cleaned_data))
        shown, form = (made[1], ProgramKeyForm()) if made else ("", form)
    rows = [{"row": row, "open": row.is_open(now)} for row in queries.program_keys(user)]
    context = {"form": form, "rows": rows, "shown": shown, "example": _example(request, shown)}
    return desk_page(request, "desk/overview/programs.html", context, status=422 if form.errors else 200)


def _example(request: HttpRequest, key: str) -> str:
    address = request.build_absolute_uri(reverse("api:figures", query={"as_of": "2019-02-18"}))
    return f'curl -H "Authorization: Bearer {key}" "{address}"'


@require_POST
def program_key_end(request: HttpRequest, key: int) -> HttpResponse:
    found = get_object_or_404(ProgramKey.objects.visible_to(user_of(request)), pk=key)
    commands.end_program_key(found, by=user_of(request), now=timezone.now())
    messages.success(request, _("Ended. Nothing can be read by this key any more."))
    return redirect("desk:program_keys")
