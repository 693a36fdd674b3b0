"""Messages that went out, wait or failed: find them, see why, send again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import once
from kudosbay.faces.desk.delivery_forms import DeliveryFilter
from kudosbay.faces.desk.delivery_showing import chips, columns, delivery_page, listed
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.messaging import commands, queries
from kudosbay.messaging.models import Delivery

KINDS = ("csv", "xlsx")
LONGEST_ID = 18


def delivery_of(request: HttpRequest, number: int) -> Delivery:
    found = Delivery.objects.visible_to(user_of(request)).select_related("person", "user")
    return get_object_or_404(found, pk=number)


def deliveries(request: HttpRequest) -> HttpResponse:
    form, after = DeliveryFilter(request.GET), request.GET.get("after", "")
    key = int(after) if after.isdecimal() and len(after) <= LONGEST_ID else 0
    page = queries.deliveries_page(user_of(request), form.wanted, after=key)
    rows = [listed(row) for row in page.rows]
    context = {"filter": form, "kept": form.kept, "page": page, "rows": rows, "chips": chips(form), "later": key > 0}
    return desk_page(request, "desk/messages/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand out all rows of the filter. How many left, and for which filter, stands in the trail."""
    form = DeliveryFilter(request.POST)
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    rows = queries.deliveries(user_of(request), form.wanted).select_related("person").order_by("-pk")
    commands.note_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "messages", columns=columns(), rows=rows.iterator(chunk_size=500))


def delivery(request: HttpRequest, delivery: int) -> HttpResponse:
    return desk_page(request, "desk/messages/delivery.html", delivery_page(delivery_of(request, delivery)))


@require_POST
def again(request: HttpRequest, delivery: int) -> HttpResponse:
    """Send it again, once: a second click finds that it is done."""
    found = delivery_of(request, delivery)
    address = once(request, lambda: _sent_again(request, found))
    messages.success(request, _("It is queued and goes out with the next round."))
    return redirect(address)


def _sent_again(request: HttpRequest, found: Delivery) -> str:
    commands.requeue(found, by=user_of(request), now=timezone.now())
    return reverse("desk:delivery", args=[found.pk])
