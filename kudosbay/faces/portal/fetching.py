"""What a client may open: her or his own things. Anything else answers as if it did not exist."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.cases.models import Case, CasePaper
from kudosbay.cases.standing import Standing, standing
from kudosbay.faces.requests import user_of
from kudosbay.messaging.queries import unread_in


def case_of(request: HttpRequest, reference: str) -> Case:
    cases = Case.objects.visible_to(user_of(request))
    return get_object_or_404(cases.select_related("founder", "adviser", "thread", "enterprise"), reference=reference)


def paper_of_case(case: Case, paper_id: int) -> CasePaper:
    """Return a paper that the client of the case brings."""
    papers = case.papers.filter(needed=True, by_founder=True).select_related("document__file", "draft")
    return get_object_or_404(papers, pk=paper_id)


def frame(case: Case, here: str, known: Standing | None = None) -> dict[str, Any]:
    """Return what every page of a case shows: its tabs with what waits behind them."""
    now = known or standing(case)
    counts = {"papers": len(now.asked_papers), "messages": unread_in(case.thread)}
    return {
        "case": case,
        "home_href": reverse("portal:cases"),
        "help_href": reverse("portal:messages", args=[case.reference]),
        "portal_tabs": [
            _tab(case, name, label=label, count=counts.get(name, 0), here=here) for name, label in _tabs(case)
        ],
    }


def _tabs(case: Case) -> list[tuple[str, str]]:
    tabs = [("case", _("Home")), ("papers", _("Papers")), ("agreement", _("Agreement")), ("messages", _("Messages"))]
    return [*tabs, ("company", _("Company"))] if case.enterprise_id else tabs


def _tab(case: Case, name: str, *, label: str, count: int, here: str) -> dict[str, Any]:
    argument = case.enterprise.reference if name == "company" and case.enterprise else case.reference
    return {"label": label, "href": reverse(f"portal:{name}", args=[argument]), "current": name == here, "count": count}
