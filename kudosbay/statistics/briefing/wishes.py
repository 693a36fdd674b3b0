"""What was asked at the last visit, and where it stands today."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.gatherings.models import FollowUp, Gathering
from kudosbay.gatherings.queries import follow_ups_of, visit_before
from kudosbay.kernel import formats
from kudosbay.promises.models import Promise
from kudosbay.statistics.briefing.words import Texts, day, in_each, texts


def asked_before(visit: Gathering) -> dict[str, Any]:
    """Return the last visit that asked for something, with each matter; of the first visit, what it asked itself."""
    last = visit_before(visit) or visit
    matters = [_matter(one) for one in follow_ups_of(last)]
    return {
        "title": texts(last.titles),
        "on": localdate(last.starts_at).isoformat(),
        "matters": matters,
        "sum": _sum(matters),
    }


def _matter(one: FollowUp) -> dict[str, Any]:
    promise = one.promise
    replied = localdate(promise.replied_at) if promise.replied_at else None
    return {
        "reference": promise.reference,
        "title": _said(promise, "title"),
        "by": texts(promise.asker_office),
        "state": in_each(promise.get_status_display),
        "answered": replied.isoformat() if replied else "",
        "when": _when(promise),
        "in_time": promise.in_time,
        "reply": _said(promise, "reply"),
    }


def _when(promise: Promise) -> Texts:
    if promise.replied_at:
        replied = localdate(promise.replied_at)
        return in_each(lambda: day(replied))
    return in_each(lambda: _("due %(day)s") % {"day": day(localdate(promise.due_at))})


def _said(promise: Promise, name: str) -> Texts:
    original = str(getattr(promise, name))
    language = "zh-Hans" if (promise.reply_language if name == "reply" else promise.language).startswith("zh") else "en"
    kept = {language: original} | {lang: said[name] for lang, said in promise.translated.items() if said.get(name)}
    return texts(kept) if original else {}


def _sum(matters: list[dict[str, Any]]) -> Texts:
    if not matters:
        return in_each(lambda: _("Nothing was asked for yet."))
    answered = [one for one in matters if one["answered"]]
    told = {"all": len(matters), "answered": len(answered), "in_time": sum(one["in_time"] for one in answered)}
    return in_each(
        lambda: (
            _("Of %(all)s matters %(answered)s are answered, %(in_time)s of them in time.")
            % {name: formats.number(count) for name, count in told.items()}
        )
    )
