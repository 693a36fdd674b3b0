"""Requests and promises on the desk: the queues, one of them, a new one on somebody's behalf."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.documents.storage import read_file
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk import promise_showing as showing
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.promise_forms import NewForm, PromiseFilter
from kudosbay.faces.downloads import as_download
from kudosbay.faces.promise_showing import asker, kind_name, shown_title
from kudosbay.faces.requests import user_of
from kudosbay.kernel.labels import themes_of_many
from kudosbay.promises import commands
from kudosbay.promises.kinds import KINDS
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import promise_list

ROWS = 50
FILES = ("csv", "xlsx")


def promise_of(request: HttpRequest, reference: str) -> Promise:
    found = Promise.objects.visible_to(user_of(request))
    wanted = found.select_related(
        "answer__publication", "owner", "asker_person", "asker_enterprise", "thread", "part_of", "about", "asked_by"
    )
    return get_object_or_404(wanted, reference=reference)


def promises(request: HttpRequest) -> HttpResponse:
    form, now = PromiseFilter(request.GET, user=user_of(request)), timezone.now()
    found = promise_list(user_of(request), form.wanted, now=now)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "rows": page,
        "themes": themes_of_many(list(page.object_list)),
        "chips": showing.chips(form, user_of(request), now=now),
    }
    return desk_page(request, "desk/promises/list.html", context | _words())


def _words() -> dict[str, object]:
    return {
        "asker": asker,
        "kind_name": kind_name,
        "left": showing.days_left,
        "title_of": shown_title,
        "kinds": KINDS.values(),
    }


@require_POST
def promises_export(request: HttpRequest) -> HttpResponseBase:
    form = PromiseFilter(request.POST, user=user_of(request))
    kind = request.POST.get("as", "csv")
    kind = kind if kind in FILES else FILES[0]
    rows = promise_list(user_of(request), form.wanted, now=timezone.now())
    commands.note_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "promises", columns=showing.columns(), rows=rows.iterator(chunk_size=500))


def promise(request: HttpRequest, promise: str) -> HttpResponse:
    found = promise_of(request, promise)
    return desk_page(request, "desk/promises/promise.html", showing.promise_page(found, user_of(request)))


def promise_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Write down what somebody asked: at the counter, by telephone, at a visit."""
    if kind not in KINDS or KINDS[kind].inside:
        raise Http404
    given = {"made_on": localdate(), "language": "zh-hans", "person": request.GET.get("person", "")}
    form = NewForm(request.POST or None, kind=kind, user=user_of(request), initial=given)
    address = attempt(form, lambda: once(request, lambda: _made(request, form))) if form.is_valid() else None
    if address:
        messages.success(request, _("Written down."))
        return redirect(address)
    context = {"form": form, "kind": KINDS[kind]}
    return desk_page(request, "desk/promises/new.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, form: NewForm) -> str:
    made = commands.make_promise(form.wish, by=user_of(request), now=timezone.now(), made_at=form.made_at)
    return reverse("desk:promise", args=[made.reference])


def promise_file(request: HttpRequest, promise: str) -> HttpResponse:
    file = promise_of(request, promise).evidence_file
    if file is None:
        raise Http404
    return as_download(read_file(file), name=file.name, kind=file.kind)
