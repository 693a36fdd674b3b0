"""What anybody may read: needs and offers without names, and how to answer them."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.faces.notice_showing import details
from kudosbay.faces.site.trade_forms import TradeFilter
from kudosbay.introductions import queries
from kudosbay.introductions.student import student_route
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.wording import shown

ROWS = 20
FEW = 8
KEPT = ("kind", "side")
SAVED = ("work_packages_done", "outsourcing_saving")


def trade(request: HttpRequest) -> HttpResponse:
    form = TradeFilter(request.GET)
    found = queries.public_notices(localdate(), **form.wanted)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"kept": form.kept, "rows": page}
    return render(request, "site/trade/list.html", context | {f"{name}_chips": _chips(form, name) for name in KEPT})


def _chips(form: TradeFilter, name: str) -> list[dict[str, Any]]:
    """Each choice of a filter as a link that keeps the other filter."""
    rest = {key: value for key, value in form.kept.items() if key != name}
    return [
        {
            "label": words if code else _("All"),
            "href": "?" + urlencode(rest | ({name: code} if code else {})),
            "current": form.kept.get(name, "") == code,
        }
        for code, words in form.fields[name].choices  # type: ignore[attr-defined]
    ]


def talents(request: HttpRequest) -> HttpResponse:
    """Openings and talents, and a student's way to a company by the rules of the day."""
    today = localdate()
    found = queries.public_notices(today, kind="talent")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "site/trade/talents.html", {"rows": page, "route": student_route(today), "today": today})


def enterprises(request: HttpRequest) -> HttpResponse:
    """How a Chinese enterprise gives work out: the way, what was saved by the day, and who offers what."""
    today = localdate()
    found = queries.public_notices(today, kind="work_package", side="offer")
    counted = [count_one(key, Asked(today)) for key in SAVED]
    figures = [{"figure": one.figure, "value": shown(one)} for one in counted]
    context = {"figures": figures, "day": today, "rows": found[:FEW], "count": found.count()}
    return render(request, "site/trade/enterprises.html", context)


def notice(request: HttpRequest, notice: str) -> HttpResponse:
    one = get_object_or_404(queries.public_notices(localdate()), reference=notice)
    return render(request, "site/trade/notice.html", {"one": one, "kind": one.the_kind, "details": details(one)})
