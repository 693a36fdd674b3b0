"""Papers of a case as their pages show them: what it is, good and bad, how to sign, its route, what was said of it."""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.cases.models import Case, CasePaper
from kudosbay.cases.plans import paper_of, step_of
from kudosbay.cases.standing import PaperView, Standing
from kudosbay.cases.words import paper_card, route_words, signature_words
from kudosbay.documents.models import Document
from kudosbay.documents.reasons import OTHER, REASONS
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick

ORDER: Final = ("change", "started", "todo", "sent", "blocked", "accepted")


def paper_name(case: Case, paper: CasePaper) -> str:
    return pick(paper_of(case.plan, paper.paper).get("name") or {"en": paper.paper}, [html_lang()]).text


def whose(case: Case, paper: CasePaper) -> str:
    """Return whom a paper is about, in words: persons of the facts have ids like founder, partner, manager."""
    known = {
        "": _("For the new company"),
        "founder": _("For you"),
        "partner": _("For your partner"),
        "company": _("For your company abroad"),
        "manager": _("For the manager"),
    }
    return known.get(paper.for_whom) or _named(case, paper.for_whom)


def _named(case: Case, who: str) -> str:
    people = [*case.facts.get("investors", []), *case.facts.get("people", [])]
    found = next(
        (one.get("name") for one in people if one.get("id", one.get("person")) == who and one.get("name")), who
    )
    return _("For %(name)s") % {"name": found}


def groups(now: Standing) -> list[dict[str, Any]]:
    """Return the papers by whom they are about, people first; what can be done stands above what waits."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in sorted(now.papers, key=lambda one: (one.row.for_whom == "", ORDER.index(one.state))):
        found.setdefault(whose(now.case, one.row), []).append(_task(now, one))
    return [{"title": title, "tasks": tasks} for title, tasks in found.items()]


def _task(now: Standing, one: PaperView) -> dict[str, Any]:
    return {
        "label": paper_name(now.case, one.row),
        "state": one.state,
        "href": reverse("portal:paper", args=[now.case.reference, one.row.pk]),
        "note": _("After: %(steps)s") % {"steps": _steps(now.case, one.waits_for)} if one.waits_for else "",
    }


def _steps(case: Case, names: Sequence[str]) -> str:
    texts = [pick(step_of(case.plan, name).get("name") or {"en": name}, [html_lang()]).text for name in names]
    return "; ".join(dict.fromkeys(texts))


def card(case: Case, paper: CasePaper) -> dict[str, Any]:
    """Return all that a founder should know before she or he sends the paper."""
    planned = paper_of(case.plan, paper.paper)
    return {
        "name": paper_name(case, paper),
        "whose": whose(case, paper),
        "card": paper_card(paper.paper),
        "route": route_words(paper.route) if paper.route else {},
        "sign": signature_words(planned["sign"]) if planned.get("sign") else {},
        "by_hand": str(planned.get("sign") or "").startswith("wet"),
        "translate": bool(planned.get("translate")),
        "why": [step_of(case.plan, step) for step in paper.steps],
        "source": planned.get("source", []),
    }


def told(document: Document | None) -> dict[str, Any]:
    """Return why a paper was sent back: the reason, what to do, what the adviser added, and the place on the page."""
    if document is None or document.status != Document.Status.REJECTED:
        return {}
    reason = REASONS.get(document.reason)
    return {
        "name": reason.names if reason else {"en": document.reason},
        "advice": reason.advice if reason and reason.code != OTHER else None,
        "remark": document.remark,
        "language": document.decided_by.language if document.decided_by else "",
        "mark": document.mark,
        "page": document.mark.get("page", 1),
    }
