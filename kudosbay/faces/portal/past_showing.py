"""The plan of a case as it was on a past day: its steps and papers then, only to be read."""

from typing import Any, Final

from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.past import Past, PastPaper, PastStep, case_as_of
from kudosbay.cases.standing import ACTIVE, after_licence
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.law_words import span_words
from kudosbay.faces.portal.case_forms import PastDayForm
from kudosbay.faces.portal.case_showing import days_words, whose
from kudosbay.kernel.text import pick

Thing = dict[str, Any]
PAPERS: Final = {"none": "todo", "received": "sent", "verified": "accepted", "rejected": "change"}


def past_page(case: Case, form: PastDayForm) -> Thing:
    found = case_as_of(case, form.day) if form.day else None
    return {"form": form, "past": found} | (_shown(case, found) if found else {})


def _shown(case: Case, found: Past) -> Thing:
    late = after_licence(case)
    return {
        "day": found.day,
        "before": [_step(one) for one in found.steps if one.plan["id"] not in late],
        "after": [_step(one) for one in found.steps if one.plan["id"] in late],
        "papers": [_paper(one) for one in found.papers],
        "end": span_words(found.plan["totals"]["finish"]),
    }


def _step(one: PastStep) -> Thing:
    done, days = one.status == CaseStep.Status.DONE, one.plan.get("working_days")
    return {
        "label": pick(one.plan["name"], [html_lang()]).text,
        "state": "done" if done else "now" if one.status in ACTIVE else "todo",
        "turn": whose(one.plan["lane"], one.status),
        "when": days_words(days) if days and not done else "",
        "note": pick(one.plan.get("authority") or {}, [html_lang()]).text,
    }


def _paper(one: PastPaper) -> Thing:
    lang = [html_lang()]
    return {
        "label": pick(one.plan["name"], lang).text,
        "state": PAPERS[one.state],
        "href": "",
        "note": pick(one.plan.get("route_names") or {}, lang).text,
    }
