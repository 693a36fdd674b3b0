"""What a client sees of an introduction: the other side's notice and the reasons, the name only once both agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from kudosbay.accounts.models import User
from kudosbay.faces.notice_showing import Reason, details, outcome_words, parked_words, reasons
from kudosbay.faces.portal.introduction_forms import FollowUpForm
from kudosbay.introductions import queries
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import FollowUp, Introduction, Notice

LIVE = {Introduction.Status.INTRODUCED, Introduction.Status.DONE}


@dataclass(frozen=True, slots=True)
class Row:
    """One introduction from one's own side; `waits`: it is one's own turn to answer."""

    pair: Introduction
    side: str
    own: Notice
    other: Notice

    @property
    def waits(self) -> bool:
        return self.pair.status == Introduction.Status.PROPOSED and self.pair.agreed_at(self.side) is None


def rows_of(pairs: Iterable[Introduction], user: User) -> list[Row]:
    mine = {notice.pk for notice in queries.my_notices(user)}
    return [_row(pair, mine) for pair in pairs]


def _row(pair: Introduction, mine: set[int]) -> Row:
    side = NEED if pair.need_id in mine else OFFER
    return Row(pair, side, pair.notice(side), pair.notice(OFFER if side == NEED else NEED))


def pair_page(pair: Introduction, user: User) -> dict[str, Any]:
    row = rows_of([pair], user)[0]
    asked = queries.follow_ups_of(pair) if pair.status in LIVE else []
    said: list[Reason] = reasons(pair.the_kind, pair.fit)
    return {
        "row": row,
        "pair": pair,
        "kind": pair.the_kind,
        "details": details(row.other),
        "reasons": said,
        "contact": contact(row.other) if pair.names_open else None,
        "follow_ups": [(one, _form(one)) for one in asked],
        "to_come": [localdate(one.due_at) for one in asked if one.done_at is None and one.asked_at is None],
        "because": parked_words(pair) if pair.status == Introduction.Status.PARKED else "",
        "outcome": outcome_words(pair) if pair.outcome else "",
    }


def contact(notice: Notice) -> dict[str, str]:
    """Return who it is and how to reach them; only for those who agreed to know each other."""
    person = notice.person
    return {
        "party": notice.party,
        "person": person.full_name if person else "",
        "email": person.email if person else "",
        "phone": person.phone if person else "",
        "adviser": str(notice.adviser),
    }


def _form(one: FollowUp) -> FollowUpForm:
    return FollowUpForm(initial={"follow_up": one.pk}, auto_id=f"id_{one.pk}_%s")
