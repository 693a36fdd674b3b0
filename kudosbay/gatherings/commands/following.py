"""What was asked at a visit or a seminar becomes a promise with an owner, a due day and an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.gatherings import policy
from kudosbay.gatherings.commands.keeping import note_statement
from kudosbay.gatherings.models import FollowUp, Gathering, Statement
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.labels import put_themes
from kudosbay.kernel.text import pick
from kudosbay.promises.commands import Wish, make_promise

ONE_LINE: Final = 200
SUBJECT: Final = 500


@dataclass(frozen=True, slots=True)
class Course:
    """Who takes it in hand and whose matter it is. No owner: whoever of the role has least to do."""

    themes: Sequence[str] = ()
    owner: User | None = None
    addressee: Mapping[str, str] | None = None


@transaction.atomic
def note_wish(
    gathering: Gathering,
    *,
    kind: str,
    text: Mapping[str, str],
    speaker: Mapping[str, str],
    said_at: datetime,
    course: Course,
    by: User,
) -> FollowUp:
    """Keep what an official suggested or was interested in, and promise an answer in the same act."""
    statement = note_statement(gathering, kind=kind, text=text, speaker=speaker, said_at=said_at, by=by)
    put_themes(statement, course.themes, by=by)
    return follow_up(statement, course=course, by=by, now=said_at)


@transaction.atomic
def follow_up(statement: Statement, *, course: Course, by: User, now: datetime) -> FollowUp:
    """Make a promise of words that were written down; once."""
    policy.must_be_staff(by)
    statement = Statement.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=statement.pk)
    if statement.kind not in policy.FOLLOWED:
        raise Refused(_("Only a suggestion, a promise or an interest is followed up."))
    if statement.follow_ups.exists():
        raise Refused(_("This is followed up already."))
    promise = make_promise(_wish(statement, course), by=by, now=now, made_at=min(statement.said_at, now))
    gathering = statement.gathering
    made = FollowUp.objects.create(gathering=gathering, promise=promise, statement=statement)
    trail.record(by, "gathering.followed_up", on=[gathering, promise], facts={"kind": promise.kind})
    return made


def _wish(statement: Statement, course: Course) -> Wish:
    kind, said = policy.FOLLOWED[Statement.Kind(statement.kind)], pick(statement.text, ["zh-Hans", "en"])
    details = {"said_on": localdate(statement.said_at).isoformat()}
    more = pick(statement.gathering.titles, ["zh-Hans", "en"]).text
    details |= {"subject": said.text[:SUBJECT]} if kind == "visitor_interest" else {"occasion": more[:SUBJECT]}
    return Wish(
        kind,
        title=_one_line(said.text),
        language=(said.lang or "zh-Hans").lower(),
        words=said.text,
        details=details,
        office=statement.speaker,
        addressee=course.addressee or {},
        themes=course.themes,
        owner=course.owner,
    )


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= ONE_LINE else f"{flat[: ONE_LINE - 1]}…"
