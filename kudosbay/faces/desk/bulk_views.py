"""Acts on many cases: preview, apply, and ten minutes to take them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kudosbay.accounts.queries import advisers
from kudosbay.cases import commands
from kudosbay.cases.models import BulkAct, Case
from kudosbay.cases.previews import preview_bulk
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.bulk_forms import ACTS, BulkForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.kernel.ids import secret_token

MOST = 500


def chosen(request: HttpRequest) -> list[Case]:
    wanted = request.POST.getlist("case")[:MOST]
    found = Case.objects.visible_to(user_of(request)).filter(reference__in=wanted)
    return list(found.select_related("founder", "adviser").order_by("due_on", "id"))


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Show what would change; nothing is changed yet."""
    cases = chosen(request)
    if not cases:
        messages.info(request, _("Choose at least one case first."))
        return redirect("desk:day")
    act = request.POST.get("act", "remind")
    form = BulkForm(advisers=advisers(), initial={"act": act if act in ACTS else "remind", "key": secret_token()[:40]})
    return _page(request, form, cases)


def _page(request: HttpRequest, form: BulkForm, cases: list[Case], *, status: int = 200) -> HttpResponse:
    act = str(form["act"].value() or "")
    context = {
        "form": form,
        "cases": cases,
        "act": act,
        "act_words": ACTS.get(act, ""),
        "preview": preview_bulk(cases),
    }
    return desk_page(request, "desk/bulk.html", context, status=status)


@require_POST
def bulk_apply(request: HttpRequest) -> HttpResponse:
    cases = chosen(request)
    form = BulkForm(request.POST, advisers=advisers())
    if not form.is_valid():
        return _page(request, form, cases, status=422)
    said = attempt(form, lambda: _applied(request, form, cases))
    if said is None:
        return _page(request, form, cases, status=422)
    messages.success(request, said)
    return redirect("desk:day")


def _applied(request: HttpRequest, form: BulkForm, cases: list[Case]) -> str:
    by, now, given = user_of(request), timezone.now(), form.cleaned_data
    if given["act"] == "remind":
        count = commands.remind_founders(cases, by=by, now=now)
        return ngettext("%(num)d founder is reminded.", "%(num)d founders are reminded.", count) % {"num": count}
    if given["act"] == "reassign":
        done = commands.reassign_cases(cases, form.advisers[given["adviser"]], by=by, now=now, key=given["key"])
    else:
        done = commands.postpone_cases(cases, given["due_on"], by=by, now=now, key=given["key"])
    return _with_undo(done)


def _with_undo(done: BulkAct) -> str:
    """Return the toast's words with the way back."""
    count = len(done.before)
    said = ngettext("%(num)d case changed.", "%(num)d cases changed.", count) % {"num": count}
    return format_html(
        '{} <a href="{}">{}</a>', said, reverse("desk:bulk_undo", args=[done.key]), _("Take it back (10 minutes)")
    )


def bulk_undo(request: HttpRequest, key: str) -> HttpResponse:
    done = get_object_or_404(BulkAct.objects.filter(by=user_of(request)), key=key)
    if request.method == "POST":
        commands.undo_bulk(done, by=user_of(request), now=timezone.now())
        messages.success(request, _("Taken back."))
        return redirect("desk:day")
    return desk_page(request, "desk/bulk_undo.html", {"done": done})
