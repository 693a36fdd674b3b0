"""What anybody may read: needs and offers without names, and how to answer them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from kudosbay.faces.notice_showing import details
from kudosbay.faces.site.trade_forms import TradeFilter
from kudosbay.introductions import queries
from kudosbay.introductions.kinds import KINDS
from kudosbay.introductions.student import student_route

ROWS = 20


def trade(request: HttpRequest) -> HttpResponse:
    form = TradeFilter(request.GET)
    found = queries.public_notices(localdate(), **form.wanted)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"filter": form, "kept": form.kept, "rows": page, "kinds": _public()}
    return render(request, "site/trade/list.html", context)


def _public() -> list[Any]:
    return [kind for kind in KINDS.values() if kind.is_public and kind.code != "member"]


def talents(request: HttpRequest) -> HttpResponse:
    """Openings and talents, and a student's way to a company by the rules of the day."""
    today = localdate()
    found = queries.public_notices(today, kind="talent")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "site/trade/talents.html", {"rows": page, "route": student_route(today), "today": today})


def notice(request: HttpRequest, notice: str) -> HttpResponse:
    one = get_object_or_404(queries.public_notices(localdate()), reference=notice)
    return render(request, "site/trade/notice.html", {"one": one, "kind": one.the_kind, "details": details(one)})
