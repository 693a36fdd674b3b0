"""What stays of a gathering: who said what, its papers, figures as they were shown, certificates, feedback, calendars."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.commands import make_paper
from kudosbay.documents.models import StoredFile
from kudosbay.gatherings import policy
from kudosbay.gatherings.certificates import certificate_data
from kudosbay.gatherings.commands.planning import lock
from kudosbay.gatherings.commands.seats import locked
from kudosbay.gatherings.models import Booking, CalendarFeed, Feedback, Gathering, Material, Statement
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import secret_token
from kudosbay.people.models import Person

WITH_FIGURES = {Statement.Kind.REMARK, Statement.Kind.SUGGESTION, Statement.Kind.INTEREST}


@transaction.atomic
def note_statement(
    gathering: Gathering,
    *,
    kind: str,
    text: Mapping[str, str],
    speaker: Mapping[str, str],
    said_at: datetime,
    by: User,
) -> Statement:
    """Keep what was said, by whom (an office, or a role), and with it the figures that had been shown by then."""
    policy.must_be_staff(by)
    if not any(part.strip() for part in text.values()):
        raise Refused(_("Write what was said."), field="text_zh")
    statement = Statement.objects.create(
        gathering=gathering,
        kind=kind,
        text=dict(text),
        speaker=dict(speaker),
        said_at=said_at,
        noted_by=by,
        figures=gathering.figures if kind in WITH_FIGURES else {},
    )
    trail.record(by, "gathering.statement_noted", on=[gathering, statement], facts={"kind": kind})
    return statement


@transaction.atomic
def freeze_figures(
    gathering: Gathering, figures: Mapping[str, Any], *, as_of: str, by: trail.Actor, now: datetime
) -> Gathering:
    """Keep the figures that are shown at a visit, as of a day: what is said later is kept with these."""
    policy.must_be_staff(by)
    gathering = lock(gathering)
    if gathering.has_ended:
        raise Refused(_("It is over: the figures of that day stay as they were shown."))
    gathering.figures = {"as_of": as_of, "frozen_at": now.isoformat(), "values": dict(figures)}
    gathering.save(update_fields=["figures"])
    trail.record(by, "gathering.figures_frozen", on=[gathering], facts={"as_of": as_of})
    return gathering


@transaction.atomic
def add_material(
    gathering: Gathering,
    file: StoredFile,
    *,
    titles: Mapping[str, str],
    language: str,
    for_all: bool,
    by: User,
    now: datetime,
) -> Material:
    """Put a paper with the event: for everybody, or for those who have a place."""
    policy.must_be_staff(by)
    material = Material.objects.create(
        gathering=gathering,
        key=secret_token(),
        titles=dict(titles),
        language=language,
        file=file,
        for_all=for_all,
        added_at=now,
        added_by=by,
    )
    trail.record(by, "gathering.paper_added", on=[gathering, material])
    return material


@transaction.atomic
def make_certificate(booking: Booking, *, language: str, by: User, now: datetime) -> Booking:
    """Make the certificate of somebody who was there, once; a second asking gets the first."""
    policy.must_be_own(booking, by)
    booking = locked(booking)
    if booking.certificate_id:
        return booking
    if booking.status != Booking.Status.ATTENDED or not booking.gathering.nature.certifies:
        raise Refused(_("A certificate is for those who were there."))
    if booking.gathering.ends_at > now:
        raise Refused(_("The certificate is ready when the event is over."))
    data = certificate_data(booking)
    booking.certificate = make_paper("certificate", language=language, data=data, holder=booking.person, by=by, now=now)
    booking.save(update_fields=["certificate"])
    trail.record(by, "gathering.certified", on=[booking.gathering, booking, booking.person])
    return booking


@transaction.atomic
def give_feedback(booking: Booking, *, grade: int, text: str, by: User, now: datetime) -> Feedback:
    """Say how useful it was, once; a second word replaces the first."""
    policy.must_be_own(booking, by)
    booking = locked(booking)
    if booking.status != Booking.Status.ATTENDED:
        raise Refused(_("Only those who were there can tell how it was."))
    given = {"grade": grade, "text": text.replace("\x00", "").strip()[:2000], "given_at": now}
    feedback, _made = Feedback.objects.update_or_create(booking=booking, defaults=given)
    trail.record(by, "gathering.rated", on=[booking.gathering, booking, booking.person], facts={"grade": grade})
    return feedback


@transaction.atomic
def open_feed(person: Person, *, language: str, by: trail.Actor, now: datetime) -> CalendarFeed:
    """Return the person's calendar address in a language, made if there is none."""
    feed, made = CalendarFeed.objects.get_or_create(
        person=person, language=language, defaults={"token": secret_token(), "made_at": now}
    )
    if made:
        trail.record(by, "calendar.opened", on=[feed, person])
    return feed


@transaction.atomic
def renew_feed(person: Person, *, language: str, by: trail.Actor, now: datetime) -> CalendarFeed:
    """Give the calendar another address: the old one answers no more."""
    CalendarFeed.objects.filter(person=person, language=language).delete()
    feed = CalendarFeed.objects.create(person=person, language=language, token=secret_token(), made_at=now)
    trail.record(by, "calendar.renewed", on=[feed, person])
    return feed
