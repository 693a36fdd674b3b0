"""What the desk's pages of needs, offers and introductions show."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kudosbay.accounts.models import User
from kudosbay.faces.desk.introduction_forms import FollowUpForm
from kudosbay.faces.desk.table import Column
from kudosbay.faces.notice_showing import details, outcome_words, parked_words, reasons, title_of
from kudosbay.faces.verbs import verb_words
from kudosbay.introductions import queries
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.introductions.zone import functions_on, functions_to_come, score
from kudosbay.kernel import formats
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import CASE_STAFF

QUIET = {"themes.put"}


def notice_columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.the_kind.name),
        Column(_("Side"), lambda row: row.get_side_display()),
        Column(_("Title"), title_of),
        Column(_("Whose"), lambda row: row.party),
        Column(_("Country or region"), lambda row: row.country),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Published on"), lambda row: row.published_on),
        Column(_("Valid until"), lambda row: row.expires_on),
        Column(_("Introductions"), lambda row: row.met),
        Column(_("Adviser"), lambda row: row.adviser),
    ]


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.the_kind.name),
        Column(_("Need"), lambda row: title_of(row.need)),
        Column(_("Offer"), lambda row: title_of(row.offer)),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Introduced on"), lambda row: row.introduced_on),
        Column(_("Outcome"), outcome_words),
        Column(_("On"), lambda row: row.outcome_on),
        Column(pgettext("of money", "Value"), lambda row: row.value),
        Column(_("Saving"), lambda row: row.saving),
        Column(_("Currency"), lambda row: row.currency),
        Column(_("Receipt"), lambda row: row.receipt_number),
        Column(_("Adviser"), lambda row: row.adviser),
    ]


def notice_page(notice: Notice, user: User) -> dict[str, Any]:
    today = localdate()
    found = queries.suggestions(notice, today=today)
    kind = notice.the_kind
    return {
        "one": notice,
        "kind": kind,
        "details": details(notice, private=True),
        "themes": themes_of(notice),
        "suggested": [(one.notice, one.fit, reasons(kind, one.fit.as_json())) for one in found],
        "pairs": queries.introductions_of(notice, user),
        "is_open": notice.is_open(today),
        "happenings": [_told(entry) for entry in queries.notice_timeline(notice) if entry.verb not in QUIET],
        **(_zone(notice) if kind.has_receipt and notice.side == NEED else {}),
    }


def _zone(notice: Notice) -> dict[str, Any]:
    """Score and fit of a project as of the day on which it was published, else of today."""
    day = notice.published_on or localdate()
    return {
        "score": score(notice.data, day),
        "score_day": day,
        "functions": functions_on(day),
        "to_come": functions_to_come(day),
    }


def introduction_page(introduction: Introduction, user: User) -> dict[str, Any]:
    kind = introduction.the_kind
    return {
        "pair": introduction,
        "kind": kind,
        "sides": [_side(introduction, side) for side in (NEED, OFFER)],
        "reasons": reasons(kind, introduction.fit),
        "follow_ups": [_follow_up(one) for one in queries.follow_ups_of(introduction)],
        "because": parked_words(introduction),
        "cases": queries.cases_of_lead(introduction, user),
        "opens_cases": bool(user.role_set & CASE_STAFF),
        "outcome": outcome_words(introduction),
        "happenings": [_told(entry) for entry in queries.introduction_timeline(introduction)],
    }


def _side(introduction: Introduction, side: str) -> dict[str, Any]:
    notice = introduction.notice(side)
    return {
        "side": side,
        "words": introduction.the_kind.side_words(side),
        "notice": notice,
        "agreed_at": introduction.agreed_at(side),
        "details": details(notice, private=True),
    }


def _follow_up(row: Any) -> dict[str, Any]:
    return {"row": row, "form": FollowUpForm(initial={"follow_up": row.pk}, auto_id=f"id_{row.pk}_%s")}


def _told(entry: TrailEntry) -> dict[str, str]:
    kept = getattr(entry, "value", None)
    facts = entry.facts
    said = [formats.format_date(date.fromisoformat(str(facts["on"])))] if facts.get("on") else []
    said += [str(facts["number"])] if facts.get("number") else []
    said += (
        [ngettext("after %(num)d day", "after %(num)d days", facts["days"]) % {"num": facts["days"]}]
        if facts.get("days")
        else []
    )
    said += [_("on behalf of the side")] if entry.facts.get("assisted") else []
    said += [str(kept.values["because"])] if kept and kept.values.get("because") else []
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": " · ".join(said)}
