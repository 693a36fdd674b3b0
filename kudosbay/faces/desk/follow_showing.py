"""What was asked at a visit and what became of it; where a publication was explained."""

from typing import Any

from django.utils.timezone import localdate

from kudosbay.faces.promise_showing import in_words, shown_title
from kudosbay.gatherings import queries
from kudosbay.gatherings.models import FollowUp, Gathering
from kudosbay.kernel.labels import themes_of_many
from kudosbay.publications.models import Publication

MOST = 20


def follow_ups(gathering: Gathering) -> list[dict[str, Any]]:
    """Return each promise with its themes, its title and its answer in the reader's language."""
    found = queries.follow_ups_of(gathering)
    themes = themes_of_many([one.promise for one in found])
    return [_row(one, themes.get(one.promise_id, [])) for one in found]


def _row(one: FollowUp, themes: list[Any]) -> dict[str, Any]:
    promise = one.promise
    return {
        "promise": promise,
        "title": shown_title(promise),
        "reply": in_words(promise, "reply") if promise.reply else None,
        "themes": themes,
        "at": one.gathering,
        "statement": one.statement_id or 0,
    }


def followed(rows: list[dict[str, Any]]) -> dict[int, list[Any]]:
    """Return by statement the promises that began with it."""
    found: dict[int, list[Any]] = {}
    for one in rows:
        found.setdefault(one["statement"], []).append(one["promise"])
    return found


def spreading(gathering: Gathering) -> dict[str, Any]:
    today = localdate()
    offered = queries.to_be_spread(gathering, today=today) if gathering.status != "cancelled" else []
    return {"spread": queries.publications_of(gathering, today=today), "to_be_spread": offered}


def where_spread(publication: Publication) -> dict[str, Any]:
    return {"reach": queries.reach_of(publication), "explained_at": list(queries.spread_of(publication)[:MOST])}
