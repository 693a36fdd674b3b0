"""The way of somebody without an account: kept in the browser's session, nothing personal in it."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from kudosbay.cases.asking import NOT_SURE, Way, from_memory, to_memory
from kudosbay.faces.portal.way_forms import AnswerForm
from kudosbay.rulebook.interview import Question

MEMORY = "way"
ONWARD = "way_onward"


def way_of(request: HttpRequest) -> Way:
    return from_memory(request.session.get(MEMORY, {}), today=localdate())


def remember(request: HttpRequest, way: Way) -> None:
    request.session[MEMORY] = to_memory(way)


def forget(request: HttpRequest) -> None:
    request.session.pop(MEMORY, None)
    request.session.pop(ONWARD, None)


def come_back(request: HttpRequest, address: str) -> None:
    """Remember which page waits for the code of the plan that this way leads to; empty: none."""
    request.session[ONWARD] = address


def onward(request: HttpRequest, code: str) -> str:
    """Return the page that waited for the code, once; else the plan's own page."""
    waiting = urlsplit(str(request.session.pop(ONWARD, "")))
    if not waiting.path:
        return reverse("portal:plan", args=[code])
    query = urlencode(dict(parse_qsl(waiting.query)) | {"code": code})
    return urlunsplit(("", "", waiting.path, query, ""))


def address_of_next(way: Way) -> str:
    question = way.next()
    if question is None:
        return reverse("portal:way_answers")
    return reverse("portal:way_question", args=[question.id])


def form_of(request: HttpRequest, question: Question, way: Way) -> AnswerForm:
    return AnswerForm(
        question,
        lang=request.LANGUAGE_CODE,
        typed=request.GET.get("q", ""),
        data=request.POST if request.method == "POST" else None,
        known=way.answers.get(question.id, NOT_SURE if question.id in way.declined else None),
    )


def keep(way: Way, form: AnswerForm) -> None:
    """Lay the form's answer into the way; FactsError where the rules do not take it."""
    value = form.value
    if value is None:
        way.decline(form.question)
    else:
        way.answer(form.question, value)


def place(way: Way, name: str) -> dict[str, Any]:
    """Return where this question stands: its number, about how many there are, and the one before it."""
    asked = way.asked
    number = asked.index(name) + 1 if name in asked else len(asked) + 1
    before = asked[number - 2] if number > 1 else None
    about = max(number, len(asked) + way.left())
    return {"number": number, "about": about, "before": before}
