"""What changed since this person looked last. Kept in the session: looking at a page writes nothing to the case."""

from typing import Any

from django.http import HttpRequest

from kudosbay.cases.models import Case
from kudosbay.cases.standing import news, own_last_act
from kudosbay.faces.portal.news import TOLD, told
from kudosbay.faces.requests import user_of

MEMORY = "seen_cases"
MOST = 50


def since_last(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Return the last news, and what others did since the last visit; remember this visit."""
    seen = request.session.get(MEMORY, {})
    entries = news(case, TOLD, most=MOST)
    since = seen.get(str(case.pk)) or own_last_act(case, user_of(request))
    fresh = [entry for entry in entries if entry.pk > since and entry.actor_id != user_of(request).pk]
    if entries and entries[0].pk > seen.get(str(case.pk), 0):  # else the session would be written at every look
        request.session[MEMORY] = seen | {str(case.pk): max(since, entries[0].pk)}
    shown = told(case, entries[:1] + fresh)
    return {"last_news": shown[:1], "changes": shown[1:] if entries else []}
